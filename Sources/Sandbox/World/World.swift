import Foundation
import Kernel
import Synchronization

/// Accounts and posts of all platforms. In memory; with a journal also on disk, so that a restart
/// finds everything again.
final class World: Sendable {
  struct State {
    var accounts: [SandboxAccount] = []
    var posts: [SandboxPost] = []
    var index: [String: Int] = [:]
    var byAccount: [String: [Int]] = [:]
    var statuses: [String: Int] = [:]
    var replies: [String: [Int]] = [:]
  }

  let time: TimeSource
  let random: RandomSource
  let engagement: Engagement
  let noise: PeopleNoise
  private let journal: Journal?
  private let state = Mutex(State())

  init(time: TimeSource, random: RandomSource, engagement: Engagement, noise: PeopleNoise, journal: Journal?) {
    self.time = time
    self.random = random
    self.engagement = engagement
    self.noise = noise
    self.journal = journal
  }

  var now: Date { time.now() }

  // MARK: accounts

  func account(_ platform: SandboxPlatform, _ idOrName: String) -> SandboxAccount? {
    state.withLock { state in
      state.accounts.first { account in
        account.platform == platform
          && (account.id == idOrName || account.name.caseInsensitiveCompare(idOrName) == .orderedSame)
      }
    }
  }

  var accounts: [SandboxAccount] { state.withLock { $0.accounts } }

  func add(_ account: SandboxAccount) {
    state.withLock { $0.accounts.append(account) }
    journal?.append(.account(account))
  }

  // MARK: posts

  /// False when a record of that uri exists (also a deleted one keeps its place only on Mastodon,
  /// whose ids are never used again).
  @discardableResult
  func insert(_ post: SandboxPost) -> Bool {
    let inserted = state.withLock { $0.insert(post) }
    if inserted { journal?.append(.post(post)) }
    return inserted
  }

  func post(uri: String) -> SandboxPost? {
    state.withLock { state in state.index[uri].map { state.posts[$0] } }
  }

  /// Changes a post in place; returns it as it is then, nil when there is none.
  @discardableResult
  func change(uri: String, _ change: (inout SandboxPost) -> Void) -> SandboxPost? {
    let changed = state.withLock { state -> SandboxPost? in
      guard let place = state.index[uri] else { return nil }
      change(&state.posts[place])
      return state.posts[place]
    }
    if let changed { journal?.append(.post(changed)) }
    return changed
  }

  /// Everything ever created, in the order of creation.
  func posts(_ platform: SandboxPlatform? = nil, account: String? = nil) -> [SandboxPost] {
    state.withLock { state in
      if let account { return (state.byAccount[account] ?? []).map { state.posts[$0] } }
      return platform.map { wanted in state.posts.filter { $0.platform == wanted } } ?? state.posts
    }
  }

  /// What a reader sees of an account now, oldest first.
  func visible(_ account: SandboxAccount, collection: String) -> [SandboxPost] {
    let now = now
    return posts(account: account.id).filter { $0.collection == collection && $0.isVisible(at: now) }
  }

  /// Replies to a post that a reader sees now, oldest first.
  func replies(to uri: String) -> [SandboxPost] {
    let now = now
    let all = state.withLock { state in (state.replies[uri] ?? []).map { state.posts[$0] } }
    return all.filter { $0.isVisible(at: now) }
  }

  /// A Mastodon status by its id alone.
  func status(_ id: String) -> SandboxPost? {
    state.withLock { state in state.statuses[id].map { state.posts[$0] } }
  }

  /// How many posts a reader sees of an account now, and the newest of them.
  func standing(_ account: SandboxAccount, collection: String) -> (count: Int, newest: Date?) {
    let now = now
    return state.withLock { state in
      var count = 0
      var newest: Date?
      for place in state.byAccount[account.id] ?? [] {
        let isSeen = state.posts[place].collection == collection && state.posts[place].isVisible(at: now)
        guard isSeen else { continue }
        count += 1
        newest = state.posts[place].createdAt
      }
      return (count, newest)
    }
  }

  /// Removes all posts from memory and, as deletions, from the journal. Accounts stay.
  func forgetPosts() {
    state.withLock { $0.forgetPosts() }
    journal?.append(.forgotten)
  }

  /// Takes up what a journal held.
  func restore(_ entries: [JournalEntry]) {
    state.withLock { state in
      for entry in entries { state.apply(entry) }
    }
  }
}

extension World.State {
  fileprivate mutating func insert(_ post: SandboxPost) -> Bool {
    if let place = index[post.uri] {
      guard posts[place].deletedAt != nil, post.platform == .bluesky else { return false }
    }
    index[post.uri] = posts.count
    byAccount[post.account, default: []].append(posts.count)
    if post.platform == .mastodon { statuses[post.id] = posts.count }
    if let parent = post.replyTo { replies[parent, default: []].append(posts.count) }
    posts.append(post)
    return true
  }

  fileprivate mutating func forgetPosts() {
    posts = []
    index = [:]
    byAccount = [:]
    statuses = [:]
    replies = [:]
  }

  fileprivate mutating func apply(_ entry: JournalEntry) {
    switch entry {
    case .account(let account): accounts.append(account)
    case .post(let post):
      if let place = index[post.uri], posts[place].createdAt == post.createdAt {
        posts[place] = post
      } else {
        _ = insert(post)
      }
    case .forgotten: forgetPosts()
    default: break
    }
  }
}
