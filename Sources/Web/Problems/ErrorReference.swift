import HTTPTypes
import Kernel

/// Renders `docs/api/errors.md` from the closed list of problems.
package enum ErrorReference {
  package static func markdown() -> String {
    var text = """
      # Errors

      Every error is `application/problem+json` (RFC 9457): `type` is stable, `detail` is for people, `request_id` is
      the `X-Request-ID` of the reply, and `errors` lists each faulty field with a JSON pointer (or `query/name`,
      `path/name`, `header/name`) and a message. A request body that comes too slowly answers 408 with the type
      `urn:starling:problem:timeout`.

      | type | status | title | what to do |
      |---|---|---|---|

      """
    for kind in Problem.Kind.allCases {
      text += "| `\(kind.type)` | \(kind.status.code) | \(kind.title) | \(kind.advice) |\n"
    }
    return text
  }
}
