import Kernel
import Studio
import Web

/// The way from a new brand to its first post that is out.
struct NextSteps: Sendable {
  var brand: Brand
  var hasVoice: Bool
  var hasAccount: Bool
  var hasPosts: Bool
  var hasSchedule: Bool

  struct Step: Sendable {
    var words: String
    var why: String
    var url: PageURL
    var isDone: Bool
  }

  var all: [Step] {
    [
      Step(
        words: "Train the voice", why: "From posts that \(brand.profile.name) has published.",
        url: "/brands/\(brand.id)/voice", isDone: hasVoice),
      Step(
        words: "Connect an account",
        why: brand.profile.mode == .rehearsal ? "In rehearsal: on the sandbox of this machine." : "Where posts go.",
        url: "/connections", isDone: hasAccount),
      Step(
        words: "Write a brief", why: "Every platform's posts are written from it.", url: "/briefs/new", isDone: hasPosts
      ),
      Step(words: "Keep a post and schedule it", why: "It goes out once.", url: "/posts", isDone: hasSchedule),
    ]
  }

  var isOver: Bool { all.allSatisfy(\.isDone) }
}
