package swarmdrive.webdav.dav;

/** What to write about files and about folders, for one request. */
final class PropFindPlans {
  private final PropFindPlan files;
  private final PropFindPlan folders;

  PropFindPlans(PropFindRequest request, Economy economy, NodeExtras extras) {
    files = new PropFindPlan(request, false, economy, extras);
    folders = new PropFindPlan(request, true, economy, extras);
  }

  PropFindPlan of(boolean folder) {
    return folder ? folders : files;
  }
}
