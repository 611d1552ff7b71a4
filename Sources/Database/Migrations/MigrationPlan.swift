package import Kernel

/// What is to be done to a database that has had some migrations. Numbers belong to modules
/// (0200-0299 is Studio's), so a new file may come before an applied one; what was applied may
/// neither change nor vanish.
package struct MigrationPlan: Sendable, Equatable {
  package struct Applied: Sendable, Equatable {
    package var number: Int
    package var file: String
    package var checksum: String

    package init(number: Int, file: String, checksum: String) {
      self.number = number
      self.file = file
      self.checksum = checksum
    }
  }

  package let due: [Migration]
  /// Contracting migrations that wait for the next run, when no older release is left.
  package let postponed: [Migration]

  package init(_ migrations: [Migration], applied: [Applied]) throws(Problem) {
    for past in applied { try Self.check(past, migrations) }
    let done = Set(applied.map(\.number))
    let open = migrations.filter { !done.contains($0.number) }
    let expansions = open.filter { $0.phase == .expand }
    let mustWait = !applied.isEmpty && !expansions.isEmpty
    due = mustWait ? expansions : open
    postponed = mustWait ? open.filter { $0.phase == .contract } : []
  }

  private static func check(_ past: Applied, _ migrations: [Migration]) throws(Problem) {
    guard let file = migrations.first(where: { $0.number == past.number }) else {
      throw Problem(
        .internal,
        "The database has had the migration \(past.file), which this program does not know. "
          + "A newer Starling has been here: run that one, or restore the backup from before the upgrade.")
    }
    guard file.checksum == past.checksum else {
      throw Problem(
        .internal,
        "The migration \(file.file) was changed after this database had it. "
          + "Put its text back as it was, and what is new into a migration of its own.")
    }
  }
}
