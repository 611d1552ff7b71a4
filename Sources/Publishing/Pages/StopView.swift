import Foundation
import Kernel
import Web

/// The stops in force with what resuming each would do, and the buttons that stop.
struct StopView {
  private let stops: [StopInForce]
  private let brand: BrandID?
  private let context: PageContext
  /// Somebody limited to some brands decides nothing for all of them.
  private let answersForAll: Bool

  init(_ stops: [StopInForce], _ brand: BrandID?, _ context: PageContext) {
    self.stops = stops
    self.brand = brand
    self.context = context
    answersForAll = (try? context.tenant.brands) == .all
  }

  var stopForms: HTML {
    HTML {
      if context.may("publishing:stop") {
        if !isStopped { stopForm(brand == nil ? "Stop everything" : "Stop this brand", .brand, brand) }
        if answersForAll, brand != nil, !isStoppedForAll { stopForm("Stop all brands", .org, nil) }
      }
    }
  }

  private enum Reach { case brand, org }

  private func stopForm(_ label: String, _ reach: Reach, _ brand: BrandID?) -> HTML {
    form(
      "/schedule/stop", in: context,
      .data(
        "confirm",
        "\(label)? Nothing more goes out until somebody resumes. What is on its way already cannot be called back.")
    ) {
      if reach == .org { input(.type("hidden"), .name("scope"), .value("org")) }
      if let brand { input(.type("hidden"), .name("brand"), .value(brand.description)) }
      submit(label, .danger)
    }
  }

  private var isStopped: Bool { stops.contains { $0.stop.scope.connector == nil } }
  private var isStoppedForAll: Bool { stops.contains { $0.stop.scope == .org } }

  var notices: HTML {
    HTML {
      for stop in stops { notice(.warn, "Publishing is stopped\(Self.reach(of: stop)).") { about(stop) } }
    }
  }

  private static func reach(of stop: StopInForce) -> String {
    switch stop.stop.scope {
    case .org: " for all brands"
    case .brand: ""
    case .connector: " on \(stop.account ?? "an account")"
    }
  }

  private func about(_ stop: StopInForce) -> HTML {
    HTML {
      p { stop.stop.reason == PublishingStop.restored ? Self.restored : "A person stopped it." }
      if !stop.onTheirWay.isEmpty { PublicationView.table("Had left before", stop.onTheirWay) }
      p { Self.outlook(stop) }
      if !stop.due.isEmpty { PublicationView.table("What resuming does at once", stop.due) }
      resumeForm(stop)
    }
  }

  private static let restored =
    "The database was restored or copied, so what was sent since then is not known here."

  private static func outlook(_ stop: StopInForce) -> String {
    let posts = "\(stop.due.count) post\(stop.due.count == 1 ? "" : "s")"
    switch (stop.stop.reason == PublishingStop.restored, stop.due.isEmpty) {
    case (false, true): return "Nothing waits: resuming sends nothing at once."
    case (false, false): return "Resuming sends \(posts) that became due meanwhile:"
    case (true, true): return "Nothing was due meanwhile. Resuming reads an account once before it sends there."
    case (true, false):
      return """
        Resuming sends none of the \(posts) below: each is looked for on its account first. What is out is linked; what \
        is not found waits under "Needs you" until you say what is true.
        """
    }
  }

  private func resumeForm(_ stop: StopInForce) -> HTML {
    let scope = stop.stop.scope
    return HTML {
      if context.may("publishing:resume"), scope != .org || answersForAll {
        form("/schedule/resume", in: context) {
          if scope == .org { input(.type("hidden"), .name("scope"), .value("org")) }
          if let brand = scope.brand { input(.type("hidden"), .name("brand"), .value(brand.description)) }
          if let connector = scope.connector {
            input(.type("hidden"), .name("connector"), .value(connector.description))
          }
          submit("Resume publishing", .secondary)
        }
      } else {
        p(.class("muted")) {
          scope == .org ? "An owner or admin of the whole organisation resumes it." : "An admin resumes it."
        }
      }
    }
  }
}
