import HTTPTypes
import Kernel

/// What people see when something goes wrong: what, why, and the next step.
enum ErrorPage {
  static func value(_ problem: Problem, _ context: PageContext) -> PageValue {
    PageValue(problem.kind.title, layout: .focused, status: problem.kind.status) {
      div(.class("error-page")) {
        p(.class("error-code")) { problem.kind.status.code }
        h1 { problem.kind.title }
        p(.class("lead")) { problem.detail }
        if !problem.fields.isEmpty {
          ul { for field in problem.fields { li { field.message } } }
        }
        p(.class("actions")) {
          linkButton("Go to the start page", "/", .primary)
        }
        p(.class("hint")) {
          "Request "
          code { context.request.id }
        }
      }
    }
  }
}
