import Kernel

/// Three lines for a shell that write a post, keep it and publish it to the sandbox.
package struct TrialLines: Sendable {
  /// What the lines need, and nothing else.
  static let scopes = ["posts:generate", "posts:update", "posts:publish"]

  package let all: [String]

  /// - Parameter url: the gateway's address, without a slash at the end.
  init(_ lines: DemoNote.Lines, url: String) {
    func call(_ path: String, _ body: String, _ headers: [String] = []) -> String {
      let all = ["Authorization: Bearer \(lines.key)", "Content-Type: application/json"] + headers
      return "curl -sS \(url)\(path) " + all.map { "-H '\($0)' " }.joined() + "-d '\(body)'"
    }
    all = [
      call("/v1/posts/generate", #"{"brief_id":"\#(lines.brief)","variants":1}"#, ["Prefer: wait=30"]),
      call("/v1/posts/\(lines.post)/keep", "{}", ["If-Match: *"]),
      call("/v1/posts/\(lines.post)/publish", #"{"connector_id":"\#(lines.connector)"}"#),
    ]
  }
}
