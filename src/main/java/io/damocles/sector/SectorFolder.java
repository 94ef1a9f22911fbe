package io.damocles.sector;

/** The folders of a store in which sectors lie (damocles' layout). */
enum SectorFolder {
  SEALED("sealed", false, false),
  CACHE("cache", false, true),
  UPDATE("update", true, false),
  UPDATE_CACHE("update-cache", true, true);

  private final String folder;
  private final boolean upgrade;
  private final boolean cache;

  SectorFolder(String folder, boolean upgrade, boolean cache) {
    this.folder = folder;
    this.upgrade = upgrade;
    this.cache = cache;
  }

  /** Where replicas lie. */
  static SectorFolder ofReplicas(boolean upgrade) {
    return upgrade ? UPDATE : SEALED;
  }

  /** Where cache folders lie. */
  static SectorFolder ofCaches(boolean upgrade) {
    return upgrade ? UPDATE_CACHE : CACHE;
  }

  /** Its name in a store. */
  String folder() {
    return folder;
  }

  boolean isUpgrade() {
    return upgrade;
  }

  boolean isCache() {
    return cache;
  }
}
