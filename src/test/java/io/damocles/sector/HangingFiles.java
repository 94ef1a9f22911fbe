package io.damocles.sector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Real files, but for folders that hang like a dead mount until they are let go. */
final class HangingFiles implements StoreFiles {
  private final StoreFiles disk = new DiskFiles();
  private final Set<Path> hanging = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inHang = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger listings = new AtomicInteger();

  void hang(Path root) {
    hanging.add(root);
  }

  synchronized void letGo(Path root) {
    hanging.remove(root);
    notifyAll();
  }

  /** Calls that hang now. */
  int inHang() {
    return inHang.get();
  }

  /** Calls so far. */
  int calls() {
    return calls.get();
  }

  int listings() {
    return listings.get();
  }

  @Override
  public long size(Path file) throws IOException {
    pass(file);
    return disk.size(file);
  }

  @Override
  public boolean exists(Path path) throws IOException {
    pass(path);
    return disk.exists(path);
  }

  @Override
  public void list(Path folder, Consumer<String> names) throws IOException {
    pass(folder);
    listings.incrementAndGet();
    disk.list(folder, names);
  }

  private synchronized void pass(Path path) throws IOException {
    calls.incrementAndGet();
    inHang.incrementAndGet();
    try {
      while (hanging.stream().anyMatch(path::startsWith)) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      inHang.decrementAndGet();
    }
  }
}
