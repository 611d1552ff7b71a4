package import Foundation
package import Kernel
import Synchronization

/// The packs in force. A new version takes their place only when nothing is wrong with it.
package final class PolicyShelf: Sendable {
  private let current: Mutex<PolicySet>

  package init(_ packs: PolicySet) { current = Mutex(packs) }

  package var packs: PolicySet { current.withLock { $0 } }

  /// Reads what `folder` holds now. With a fault in any file the old version of every pack stays in force and the
  /// faults come back.
  @discardableResult
  package func reload(from folder: URL) -> [PolicyFault] {
    do throws(PolicyFaults) {
      let new = PolicySet(try Self.read(folder))
      current.withLock { $0 = new }
      return []
    } catch {
      return error.faults
    }
  }

  /// The packs that the installation brings. Throws `Problem(.internal)` naming file, line and reason.
  package static func load(from folder: ResourceFolder = ResourceFolder(module: "Text")) throws -> PolicyShelf {
    guard let url = folder.url?.appendingPathComponent("policies") else {
      throw Problem(.internal, "The folder share/Text/policies is missing beside the program: install it again.")
    }
    do throws(PolicyFaults) {
      return PolicyShelf(PolicySet(try read(url)))
    } catch {
      throw Problem(.internal, "A policy pack has an error. " + (error.faults.first?.words ?? ""))
    }
  }

  /// Every `.yml` file of the folder, those that others build on first. Throws every fault of every file.
  package static func read(_ folder: URL) throws(PolicyFaults) -> [PolicyPack] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    var packs: [PolicyPack] = []
    var faults: [PolicyFault] = []
    for name in order(names.filter { $0.hasSuffix(".yml") }) {
      do throws(PolicyFaults) {
        packs.append(try PolicyReader.read(try text(folder, name), file: name, known: packs))
      } catch {
        faults += error.faults
      }
    }
    if packs.isEmpty, faults.isEmpty {
      faults = [PolicyFault(file: folder.lastPathComponent, line: nil, reason: "holds no pack")]
    }
    guard faults.isEmpty else { throw PolicyFaults(faults) }
    return packs
  }

  /// Those whose definitions others use come first.
  private static func order(_ names: [String]) -> [String] {
    let first = base.filter(names.contains)
    return first + names.filter { !first.contains($0) }
  }

  private static let base = ["disclosure.yml", "ai.yml"]

  private static func text(_ folder: URL, _ name: String) throws(PolicyFaults) -> String {
    guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path),
      let text = String(validating: data, as: UTF8.self)
    else { throw PolicyFaults([PolicyFault(file: name, line: nil, reason: "cannot be read as UTF-8")]) }
    return text
  }
}
