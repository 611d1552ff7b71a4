import Foundation

/// The parts of Mastodon's replies that we use (docs.joinmastodon.org/entities). Decoding ignores the rest.
enum MastodonModels {
  struct Account: Decodable {
    var id: String
    var username: String
    var display_name: String
    var url: String
    var suspended: Bool?
  }

  struct Application: Decodable {
    var name: String
  }

  /// `GET /api/v1/apps/verify_credentials`.
  struct TokenApplication: Decodable {
    var name: String?
  }

  struct Status: Decodable {
    var id: String
    var created_at: String
    var url: String?
    var uri: String
    var content: String
    var application: Application?
    var favourites_count: Int
    var reblogs_count: Int
    var replies_count: Int
    var quotes_count: Int?
    var reblog: Reblog?
    /// `public`, `unlisted`, `private` or `direct`; absent on servers that know only the first.
    var visibility: String?

    struct Reblog: Decodable { var id: String }
  }

  /// `GET /api/v2/instance`.
  struct Instance: Decodable {
    var domain: String
    var version: String
    var configuration: Configuration

    struct Configuration: Decodable { var statuses: Statuses }

    struct Statuses: Decodable {
      var max_characters: Int
      var max_media_attachments: Int
      var characters_reserved_per_url: Int
    }
  }

  struct NodeInfoLinks: Decodable {
    var links: [Link]

    struct Link: Decodable {
      var rel: String
      var href: String
    }
  }

  struct NodeInfo: Decodable {
    var software: Software

    struct Software: Decodable {
      var name: String
      var version: String
    }
  }

  struct App: Decodable {
    var client_id: String
    var client_secret: String
  }

  struct Token: Decodable {
    var access_token: String
    var scope: String
  }

  struct ErrorBody: Decodable {
    var error: String?
    var details: [String: [Detail]]?

    struct Detail: Decodable { var error: String }
  }
}
