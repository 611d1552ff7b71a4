import Foundation
import Kernel
import Logging
import Telemetry
package import Web

/// `starling openapi`: the document that a server of this program answers at `/openapi.json`. Needs no database.
package struct OpenAPIRun: Sendable {
  package init() {}

  /// - Parameter file: nil prints it.
  package func run(to file: String?) async throws {
    let text = try await Self.document()
    guard let file else {
      Console.say(String(text.dropLast()))
      return
    }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic) } catch {
      throw Problem(.unavailable, "Cannot write \(file): \(SystemError.last).")
    }
  }

  package static func document() async throws -> String {
    let routes = try await DeclaredRoutes.all()
    return JSONText.lines(OpenAPIDocument(routes: routes, settings: GatewaySettings(version: Version.current)).tree)
  }
}

/// The routes of the whole program, composed as a server composes them, without one.
package enum DeclaredRoutes {
  package static func all() async throws -> [Route] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("starling-\(IDSource.system.ulid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let config = try Config.load(
      RawConfig(
        flags: [
          Setting.data.name: folder.appendingPathComponent("data").path,
          Setting.keys.name: folder.appendingPathComponent("keys").path, Setting.embeddingsURL.name: "off",
          Setting.sandbox.name: "off",
        ], environment: [:]))
    let logger = Logger(label: "starling") { _ in SwiftLogNoOpLogHandler() }
    let ground = try Groundwork.sketch(config, logger: logger)
    let bootstrap = Bootstrap(
      logger: logger, metrics: MetricsRegistry(), objectives: ObjectiveRecorder(time: .system))
    let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: logger))
    await app.close()
    return app.routes
  }
}
