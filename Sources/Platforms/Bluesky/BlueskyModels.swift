import Foundation

/// The parts of the lexicons that we use (com.atproto.server.*, com.atproto.repo.*, app.bsky.*).
enum BlueskyModels {
  struct Session: Decodable {
    var accessJwt: String
    var refreshJwt: String
    var handle: String
    var did: String
    var didDoc: DIDDocument?
    var active: Bool?
    var status: String?
  }

  /// Lenient: the document's form is the identity directory's, and without it the entry server is used.
  struct DIDDocument: Decodable {
    var service: [Service]?

    enum CodingKeys: CodingKey { case service }

    init(from decoder: any Decoder) throws {
      service = try? decoder.container(keyedBy: CodingKeys.self).decode([Service].self, forKey: .service)
    }

    struct Service: Decodable {
      var id: String
      var type: String
      var serviceEndpoint: String
    }

    /// The server that holds the account's records.
    var personalDataServer: String? {
      service?.first { $0.id.hasSuffix("#atproto_pds") && $0.type == "AtprotoPersonalDataServer" }?.serviceEndpoint
    }
  }

  struct Profile: Decodable {
    var did: String
    var handle: String
    var displayName: String?
  }

  struct SessionInfo: Decodable {
    var handle: String
    var did: String
    var active: Bool?
    var status: String?
  }

  struct CreateRecord: Encodable {
    var repo: String
    var collection = BlueskyClient.collection
    var rkey: String
    var validate = true
    var record: Record
  }

  struct Record: Codable {
    var type = BlueskyClient.collection
    var text: String
    var createdAt: String
    var langs: [String]?
    var facets: [RichFacet]?
    var reply: Reply?

    enum CodingKeys: String, CodingKey {
      case type = "$type"
      case text, createdAt, langs, facets, reply
    }
  }

  struct Reference: Codable {
    var uri: String
    var cid: String
  }

  struct Reply: Codable {
    var root: Reference
    var parent: Reference
  }

  struct RichFacet: Codable {
    struct Index: Codable {
      var byteStart: Int
      var byteEnd: Int
    }

    struct Feature: Codable {
      var type: String
      var uri: String?
      var did: String?
      var tag: String?

      enum CodingKeys: String, CodingKey {
        case type = "$type"
        case uri, did, tag
      }
    }

    var index: Index
    var features: [Feature]
  }

  struct Created: Decodable {
    var uri: String
    var cid: String
  }

  /// `com.atproto.repo.listRecords`.
  struct Records: Decodable {
    var records: [Record]
    var cursor: String?

    struct Record: Decodable {
      var value: Value
    }

    struct Value: Decodable {
      var text: String?
      var reply: Reply?
    }
  }

  /// `value` is only looked at for its own time: what we wrote is known.
  struct Found: Decodable {
    var uri: String
    var cid: String?
    var value: Value

    struct Value: Decodable {
      var createdAt: String?
      var text: String?
    }
  }

  struct ResolvedHandle: Decodable { var did: String }

  struct Posts: Decodable {
    var posts: [Post]

    struct Post: Decodable {
      var uri: String
      var likeCount: Int?
      var repostCount: Int?
      var replyCount: Int?
      var quoteCount: Int?
      var bookmarkCount: Int?
    }
  }

  struct DeleteRecord: Encodable {
    var repo: String
    var collection = BlueskyClient.collection
    var rkey: String
  }

  struct Login: Encodable {
    var identifier: String
    var password: String
  }

  struct ErrorBody: Decodable { var error: String? }

  /// The payload of an access token, for its times only: the server checks it, not we.
  struct TokenTimes: Decodable {
    var iat: Double?
    var exp: Double?
  }
}
