package import Kernel

package struct CommentChanged: EventPayload, Equatable {
  package static let subject = "gen.comment_changed"
  package static let summary = "Somebody wrote, edited or removed a comment on a post, or settled or reopened a thread."
  package static let example = CommentChanged(
    post: .sample(3), comment: .sample(6), thread: .sample(6), change: "written")

  package var post: PostID
  package var comment: CommentID
  /// The comment that begins the thread.
  package var thread: CommentID
  /// written, edited, removed, resolved or reopened.
  package var change: String

  package init(post: PostID, comment: CommentID, thread: CommentID, change: String) {
    self.post = post
    self.comment = comment
    self.thread = thread
    self.change = change
  }
}
