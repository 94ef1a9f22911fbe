use std::ffi::CString;
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};

/// A mount that answers nothing, like an NFS server that is gone: a FUSE file system that nobody serves.
/// What hangs in it gets an error when it is dropped.
pub struct DeadMount {
    path: PathBuf,
    server: Option<OwnedFd>,
}

impl DeadMount {
    /// Over that directory; nothing where this process may not mount.
    pub fn over(path: &Path) -> Option<Self> {
        let device = File::options().read(true).write(true).open("/dev/fuse");
        let server: OwnedFd = device.ok()?.into();
        let options = format!(
            "fd={},rootmode=40000,user_id=0,group_id=0",
            server.as_raw_fd()
        );
        let text = |text: &str| CString::new(text).expect("text");
        let (name, target, options) = (text("dead"), text(path.to_str()?), text(&options));
        let kind = text("fuse");
        let mounted = unsafe {
            libc::mount(
                name.as_ptr(),
                target.as_ptr(),
                kind.as_ptr(),
                0,
                options.as_ptr().cast(),
            )
        };
        (mounted == 0).then(|| DeadMount {
            path: path.to_path_buf(),
            server: Some(server),
        })
    }
}

impl Drop for DeadMount {
    fn drop(&mut self) {
        drop(self.server.take());
        let target = CString::new(self.path.to_str().unwrap_or_default()).expect("text");
        unsafe { libc::umount2(target.as_ptr(), libc::MNT_DETACH) };
    }
}
