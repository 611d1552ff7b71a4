import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("Configuration")
struct ConfigTests {
  @Test("nothing set is a working configuration on this machine alone")
  func defaults() throws {
    let config = try load([:])
    #expect(config.listen.host == "127.0.0.1")
    #expect(config.listen.port == 8080)
    #expect(config.database.choice == .embedded)
    #expect(config.embeddings == .local)
    #expect(config.keys.path == config.data.root.path + ".keys")
  }

  @Test("all faults are told at once, each by the name of its setting")
  func allFaults() throws {
    let problem = try #require(
      fault(["STARLING_PORT": "99999", "STARLING_LOG_LEVEL": "loud", "STARLING_BASE_URL": "example.org"]))
    #expect(
      Set(problem.fields.map(\.pointer)) == ["STARLING_PORT", "STARLING_LOG_LEVEL", "STARLING_BASE_URL"])
  }

  @Test("an address of one part of the database needs the whole's, and an embedding endpoint its model's name")
  func belongTogether() throws {
    let parts = ["DATABASE_APP_URL", "DATABASE_WORKER_URL", "DATABASE_DIRECT_URL"]
    for name in parts {
      let problem = try #require(fault([name: "postgresql://me@db/starling"]))
      #expect(problem.fields.map(\.pointer) == ["DATABASE_URL"], "\(name)")
    }
    let endpoint = ["STARLING_EMBEDDINGS_URL": "https://api.example.com/v1"]
    #expect(fault(endpoint)?.fields.map(\.pointer) == ["STARLING_EMBEDDINGS_NAME"])
    let named = endpoint.merging(["STARLING_EMBEDDINGS_NAME": "e5", "STARLING_EMBEDDINGS_KIND": "prefix"]) { $1 }
    guard case .endpoint(let choice) = try load(named).embeddings else { throw Problem(.internal, "not taken") }
    #expect(choice.endpoint.name == "e5" && choice.kinds == .prefix)
    let unknown = named.merging(["STARLING_EMBEDDINGS_KIND": "both"]) { $1 }
    #expect(fault(unknown)?.fields.map(\.pointer) == ["STARLING_EMBEDDINGS_KIND"])
  }

  @Test("`make model` says which setting writes with the model, and the settings' words agree")
  func localModel() throws {
    let script = try String(
      contentsOf: Checkout.root.appendingPathComponent("scripts/model.sh"), encoding: .utf8)
    #expect(script.contains("\(Setting.localModel.name)=on make run"))
    #expect(try load([:]).localModel == .off)
    #expect(try load([Setting.localModel.name: "on"]).localModel == .installed)
    #expect(Setting.modelURL.standard.contains(Setting.localModel.name))
  }

  @Test("a misspelt name is a fault that suggests the right one")
  func misspelt() throws {
    let problem = try #require(fault(["STARLING_PROT": "80"]))
    #expect(problem.fields.first?.message.contains("Did you mean STARLING_PORT?") == true)
  }

  @Test("names of other programs are none of our business")
  func otherNames() throws {
    _ = try load(["PATH": "/bin", "DATABASE_HOST": "x"])
  }

  @Test("a flag wins over the environment, which wins over the file")
  func precedence() throws {
    let file = "# ours\nSTARLING_PORT = 1\nSTARLING_HOST = 0.0.0.0\nSTARLING_CONCURRENCY=3\n"
    let raw = RawConfig(
      flags: ["STARLING_PORT": "3"], environment: ["STARLING_PORT": "2", "STARLING_CONCURRENCY": "4"], file: file)
    let config = try Config.load(raw)
    #expect(config.listen.port == 3)
    #expect(config.concurrency == 4)
    #expect(config.listen.host == "0.0.0.0")
  }

  @Test("no fault and no printed configuration shows a secret")
  func secretsStay() throws {
    let secret = "hunter2-hunter2"
    let values = [
      "DATABASE_URL": "postgresql://owner:\(secret)@db/starling",
      "STARLING_SMTP_URL": "smtps://me:\(secret)@mail.example",
      "STARLING_MODEL_URL": "https://api.example.com/v1", "STARLING_MODEL_KEY": secret,
    ]
    #expect(!"\(try load(values))".contains(secret))
    var dumped = ""
    dump(try load(values), to: &dumped)
    #expect(!dumped.contains(secret))
    let broken = values.mapValues { "x" + $0 }
    #expect(!"\(String(describing: fault(broken)))".contains(secret))
  }

  @Test("TLS needs both files, and both must be readable")
  func tlsPair() throws {
    let certificate = fault(["STARLING_TLS_CERTIFICATE": "/etc/passwd"])
    #expect(certificate?.fields.first?.pointer == "STARLING_TLS_KEY")
    #expect(fault(["STARLING_TLS_CERTIFICATE": "/nonexistent", "STARLING_TLS_KEY": "/nonexistent"])?.fields.count == 2)
  }

  @Test("role URLs without the owner's are refused")
  func ownerURL() throws {
    #expect(fault(["DATABASE_APP_URL": "postgresql://a@b/c"])?.fields.first?.pointer == "DATABASE_URL")
  }

  @Test("proxies are networks", arguments: ["10.0.0.0/33", "10.0.0/8", "::1/129", "example.org"])
  func badNetworks(text: String) throws {
    #expect(fault(["STARLING_TRUSTED_PROXIES": text]) != nil)
    #expect(fault(["STARLING_TRUSTED_PROXIES": "10.0.0.1, 2001:db8::/32"]) == nil)
  }

  @Test("docs/config.md is what the settings say")
  func reference() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../docs/config.md")
    #expect(try String(contentsOf: file, encoding: .utf8) == ConfigReference.markdown, "run `make docs`")
  }

  private func load(_ environment: [String: String]) throws -> Config {
    try Config.load(RawConfig(environment: environment))
  }

  private func fault(_ environment: [String: String]) -> Problem? {
    do {
      _ = try load(environment)
      return nil
    } catch { return error as? Problem }
  }
}
