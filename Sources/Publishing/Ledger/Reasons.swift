import Platforms

extension Publication {
  /// State and reason in one sentence for people.
  package var sentence: String {
    if let failure = PublishFailure.Kind(rawValue: reason) {
      return PublishFailure(failure, effect: .none).userMessage
    }
    return Self.words[reason] ?? Self.states[state] ?? ""
  }

  private static let states: [PublicationState: String] = [
    .planned: "Waits for its time.", .intent: "Is going out.", .sent: "Is going out.", .published: "Is out.",
    .partial: "Only the first parts are out.", .failed: "Could not go out.",
    .unknown: "May be out; we are reading the account.", .retryable: "Is tried again by itself.",
    .needsHuman: "Whether it is out cannot be proven.", .missed: "Its time passed.", .cancelled: "Was cancelled.",
    .deleted: "Was deleted.",
  ]

  private static let words: [String: String] = [
    "post-gone": "The post is not there any more.",
    "post-not-ready": "The post was taken back from ready.",
    "other-platform": "The post is for another platform than this account's.",
    "no-variant": "No variant of the post is chosen.",
    "blocked-by-policy": "A policy blocks the text.",
    "approval-missing": "The post needs an approval and has none.",
    "approval-outdated": "The post changed after it was approved.",
    "content-changed": "The text changed after it was scheduled or tried. Look at it and give it a time again.",
    "too-long": "The account's server takes fewer characters than the text has. Shorten it and give it a time again.",
    "rehearsal-mismatch": "The brand is in rehearsal and the account is live, or the other way round.",
    "connector-disabled": "The account is switched off.",
    "sandbox-away":
      "The sandbox of this rehearsal is not reached by the worker that looked. It waits; start Starling where "
      + "the account was connected.",
    "connector-lost": "The account's connection is lost. Connect it again.",
    "account-removed": "The account was removed here. Connect it again first.",
    "stopped": "Publishing is stopped. It waits until somebody resumes.",
    "restored": "The database was restored or copied. It may be out already.",
    "same-words": "The same words are under way on this account. It waits until that is settled.",
    "pace": "The account's pace is used up. It goes out in a moment.",
    "no-read-back": "The platform could not be read for a long time.",
    "not-ours": "The same words are on the account, but not provably sent by us.",
    "key-expired": "It is not on the account, but the platform no longer protects a second try.",
    "no-proof": "This platform offers no proof that it is not out.",
    "already-bound": "The platform answered with a post that belongs to another publication.",
    "too-late": "Its time passed before it could go out.",
    "gave-up": "Many tries did not get through.",
    "taken-over": "The worker that sent it stopped; we are reading the account.",
    "person": "A person decided.",
  ]
}
