import Foundation

/// The parts of the API's replies that the main job reads. Keys arrive in snake case.
enum DemoReply {
  struct Tokens: Decodable { var accessToken: String }
  struct Created: Decodable { var id: String }
  struct Accepted: Decodable { var operationId: String }

  struct Operation: Decodable {
    var state: String
    var error: Fault?
    struct Fault: Decodable { var detail: String? }
  }

  struct Voice: Decodable {
    var separation: Double?
    var examples: Int?
  }

  struct Posts: Decodable { var items: [Post] }

  struct Post: Decodable {
    var id: String
    var platform: String
    var language: String
    var state: String
    var version: Int
    var chosenVariantId: String?
  }

  struct PostDetail: Decodable {
    var post: Post
    var variants: [Variant]
  }

  struct Variant: Decodable {
    var id: String
    var text: String
    var length: Int
    var limit: Int?
    var isDraft: Bool
    var isBlocked: Bool
    var scores: Scores
    var findings: [Finding]
  }

  struct Scores: Decodable {
    var brandFit: Score?
    var risk: Score
    var readability: Score?
  }

  struct Score: Decodable { var value: Int }
  struct Finding: Decodable { var rule: String }

  struct Publication: Decodable {
    var id: String
    var platform: String
    var state: String
    var explanation: String
    var externalId: String?
    var url: String?
    var attempts: Int
  }

  struct Metrics: Decodable {
    var items: [Metric]
  }

  struct Metric: Decodable {
    var platform: String?
    var likes: Int?
    var comments: Int?
    var shares: Int?
  }

  struct Report: Decodable {
    var id: String
    var state: String
    var reason: String?
    var files: [File]
    struct File: Decodable {
      var format: String
      var url: String
    }
  }
}
