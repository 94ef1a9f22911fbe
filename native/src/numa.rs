//! Which NUMA node the memory of this process comes from, as long as that node has some.
//!
//! A memory policy belongs to a thread, and threads inherit it from the one that starts them; it is set
//! before rayon's pool is built, and again on each computing thread.

use crate::fail::{Fail, Outcome, Status};
use std::io;
use std::sync::OnceLock;

const NODES: usize = 1024;
const WORD_BITS: usize = libc::c_ulong::BITS as usize;
const MPOL_PREFERRED: libc::c_long = 1;

static PREFERRED: OnceLock<usize> = OnceLock::new();

type Mask = [libc::c_ulong; NODES / WORD_BITS];

/// Prefers the node on the calling thread, those that it starts, and all that compute.
pub fn prefer(node: i32) -> Outcome<()> {
    let node = usize::try_from(node)
        .ok()
        .filter(|node| *node < NODES)
        .ok_or_else(|| {
            Fail::bad_argument(format!("NUMA node {node}: allowed are 0 to {}", NODES - 1))
        })?;
    set(node).map_err(|e| {
        Fail::new(
            Status::Configuration,
            format!("NUMA node {node}: set_mempolicy: {e}"),
        )
    })?;
    if *PREFERRED.get_or_init(|| node) != node {
        return Err(Fail::new(
            Status::Configuration,
            format!("this process prefers another NUMA node already; asked for {node}"),
        ));
    }
    Ok(())
}

/// What was preferred, on a thread that some other thread started.
pub(crate) fn apply() {
    if let Some(node) = PREFERRED.get() {
        // It could be set once; a thread without it is slow and not wrong.
        let _ = set(*node);
    }
}

fn set(node: usize) -> io::Result<()> {
    let mut mask: Mask = [0; NODES / WORD_BITS];
    mask[node / WORD_BITS] = 1 << (node % WORD_BITS);
    // SAFETY: the kernel reads NODES bits of the mask. It takes one bit less than it is told.
    let outcome = unsafe {
        libc::syscall(
            libc::SYS_set_mempolicy,
            MPOL_PREFERRED,
            mask.as_ptr(),
            NODES + 1,
        )
    };
    match outcome {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard;

    /// The calling thread's policy and its first nodes.
    fn policy() -> (libc::c_int, libc::c_ulong) {
        let mut mode = 0;
        let mut mask: Mask = [0; NODES / WORD_BITS];
        // SAFETY: both places are of the sizes that the kernel is told.
        let outcome = unsafe {
            libc::syscall(
                libc::SYS_get_mempolicy,
                &mut mode,
                mask.as_mut_ptr(),
                NODES + 1,
                0,
                0,
            )
        };
        assert_eq!(outcome, 0);
        (mode, mask[0])
    }

    #[test]
    fn a_computing_thread_and_its_pool_prefer_the_node() {
        std::thread::spawn(|| {
            if let Err(e) = prefer(0) {
                eprintln!("not permitted here: {}", e.message);
                return;
            }
            let seen = std::thread::spawn(|| {
                guard::on_big_stack("wdpost-numa", || {
                    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
                    Ok((policy(), pool.map(|pool| pool.install(policy)).ok()))
                })
            });
            let seen = seen.join().unwrap().unwrap();
            assert_eq!(seen, ((1, 1), Some((1, 1))));
        })
        .join()
        .unwrap();
    }

    #[test]
    fn a_node_that_is_not_there_is_named() {
        for (node, cause) in [
            (-1, "allowed are 0 to 1023"),
            (1024, "NUMA node 1024"),
            (1023, "set_mempolicy"),
        ] {
            let message = prefer(node).unwrap_err().message;
            assert!(message.contains(cause), "{message}");
        }
    }
}
