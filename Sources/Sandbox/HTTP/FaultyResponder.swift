import Kernel

/// Answers a platform's requests: meets the route, asks which faults apply, works, and says what is to
/// happen on the connection.
struct FaultyResponder: Sendable {
  let server: any PlatformServer
  let faults: FaultBook
  let log: RequestLog
  let time: TimeSource
  /// Closes the listening socket for so many seconds.
  let refuse: @Sendable (Double) async -> Void

  func respond(_ request: Request) async -> Delivery {
    switch server.routes.meet(request.method, request.path) {
    case .none: return logged(request, "-", [], .reply(server.unroutable(request, wrongMethod: false)))
    case .wrongMethod: return logged(request, "-", [], .reply(server.unroutable(request, wrongMethod: true)))
    case .route(let route, let path):
      let call = Call(request: request, route: route.name, path: path)
      let hits = faults.take(server.platform, route: route.name, names: names(request))
      let delivery = await deliver(call, route, hits)
      return logged(request, route.name, hits, delivery)
    }
  }

  private func names(_ request: Request) -> [String] {
    server.account(of: request).map { [$0.id, $0.name] } ?? []
  }

  private func logged(_ request: Request, _ route: String, _ hits: [Fault], _ delivery: Delivery) -> Delivery {
    log.add(
      .init(
        at: time.now(), platform: server.platform, method: request.method, path: request.path, route: route,
        account: server.account(of: request)?.name, faults: hits, outcome: delivery.outcome))
    return delivery
  }

  private func deliver(_ call: Call, _ route: Route, _ hits: [Fault]) async -> Delivery {
    server.overhear(call, .before)
    defer { server.overhear(call, .after) }
    if let early = await before(call, hits) { return early }
    var call = call
    call.traits = CreationTraits(hits)
    let reply = server.dressed(work(call, route), for: call)
    return await after(reply, hits)
  }

  private func work(_ call: Call, _ route: Route) -> Reply {
    do {
      return try route.handle(call)
    } catch let refusal as Refusal {
      return refusal.reply
    } catch {
      return server.failure(500)
    }
  }

  /// Faults that come before the work, in the order of the rules; nil lets the work begin.
  private func before(_ call: Call, _ hits: [Fault]) async -> Delivery? {
    for fault in hits {
      switch fault {
      case .delay(let seconds, .before): try? await time.sleep(.seconds(seconds))
      case .reset(.before): return .reset
      case .silence(.before): return .silence
      case .status(let status, .before, let html): return .reply(html ? Self.proxyPage(status) : server.failure(status))
      case .rateLimit(let seconds): return .reply(server.rateLimited(call.request, resetIn: seconds))
      case .expireTokens: server.account(of: call.request).map(server.expireTokens(of:))
      case .refuse(let seconds):
        await refuse(seconds)
        return .cut(Reply(503), bodyBytes: nil)
      default: continue
      }
    }
    return nil
  }

  private func after(_ reply: Reply, _ hits: [Fault]) async -> Delivery {
    for fault in hits {
      switch fault {
      case .delay(let seconds, .after): try? await time.sleep(.seconds(seconds))
      case .reset(.after): return .reset
      case .silence(.after): return .silence
      case .cut(let count): return .cut(reply, bodyBytes: count)
      case .status(let status, .after, let html): return .reply(html ? Self.proxyPage(status) : server.failure(status))
      default: continue
      }
    }
    return .reply(reply)
  }

  /// What a proxy in front of the platform says when the platform does not.
  private static func proxyPage(_ status: Int) -> Reply {
    .html(
      status,
      "<html>\r\n<head><title>\(status)</title></head>\r\n<body>\r\n<center><h1>\(status)</h1></center>\r\n"
        + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n")
  }
}

extension CreationTraits {
  init(_ faults: [Fault]) {
    self.init()
    for fault in faults {
      switch fault {
      case .late(let seconds): lateSeconds = max(lateSeconds, seconds)
      case .keyLate(let seconds): keyLateSeconds = seconds
      case .duplicate: duplicate = true
      default: continue
      }
    }
  }
}

extension Delivery {
  /// For the request log: a status, or what happened instead.
  var outcome: String {
    switch self {
    case .reply(let reply): String(reply.status)
    case .cut(let reply, _): "\(reply.status) cut"
    case .reset: "reset"
    case .silence: "silence"
    }
  }
}
