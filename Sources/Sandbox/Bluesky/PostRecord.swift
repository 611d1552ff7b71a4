import Foundation
import OrderedCollections

/// `app.bsky.feed.post` and what hangs on it, checked as the PDS does with `validate` on.
enum PostRecord {
  static let collection = "app.bsky.feed.post"

  static func check(_ record: JSON) throws(LexiconFault) {
    try Lexicon.string(
      try Lexicon.member("text", of: record, "Record"), "Record/text", maxBytes: 3000, maxGraphemes: 300)
    try Lexicon.datetime(try Lexicon.member("createdAt", of: record, "Record"), "Record/createdAt")
    if let facets = record["facets"] { try each(facets, "Record/facets", check: facet) }
    if let reply = record["reply"] { try self.reply(reply) }
    if let langs = record["langs"] { try each(langs, "Record/langs", max: 3, check: Lexicon.language) }
    if let tags = record["tags"] { try each(tags, "Record/tags", max: 8, check: tag) }
    if let labels = record["labels"] { try self.labels(labels) }
    if let embed = record["embed"] { try self.embed(embed, "Record/embed") }
  }

  private static func each(
    _ value: JSON, _ path: String, max: Int? = nil, check: (JSON, String) throws(LexiconFault) -> Void
  ) throws(LexiconFault) {
    for (index, item) in try Lexicon.array(value, path, max: max).enumerated() { try check(item, "\(path)/\(index)") }
  }

  private static func tag(_ value: JSON, _ path: String) throws(LexiconFault) {
    try Lexicon.string(value, path, maxBytes: 640, maxGraphemes: 64)
  }

  private static func facet(_ value: JSON, _ path: String) throws(LexiconFault) {
    let facet = try Lexicon.object(value, path)
    let index = try Lexicon.object(try Lexicon.member("index", of: facet, path), path + "/index")
    for name in ["byteStart", "byteEnd"] {
      _ = try Lexicon.integer(try Lexicon.member(name, of: index, path + "/index"), "\(path)/index/\(name)", min: 0)
    }
    try each(try Lexicon.member("features", of: facet, path), path + "/features", check: feature)
  }

  private static func feature(_ value: JSON, _ path: String) throws(LexiconFault) {
    switch try Lexicon.object(value, path)["$type"]?.string {
    case "app.bsky.richtext.facet#mention": try Lexicon.did(try Lexicon.member("did", of: value, path), path + "/did")
    case "app.bsky.richtext.facet#link": try Lexicon.uri(try Lexicon.member("uri", of: value, path), path + "/uri")
    case "app.bsky.richtext.facet#tag": try tag(try Lexicon.member("tag", of: value, path), path + "/tag")
    case .some: return  // An open union: what is unknown is let through.
    case nil: throw LexiconFault(words: "\(path) must be an object which includes the \"$type\" property")
    }
  }

  private static func reply(_ value: JSON) throws(LexiconFault) {
    let reply = try Lexicon.object(value, "Record/reply")
    for name in ["root", "parent"] {
      try Lexicon.strongRef(try Lexicon.member(name, of: reply, "Record/reply"), "Record/reply/\(name)")
    }
  }

  private static func labels(_ value: JSON) throws(LexiconFault) {
    guard try Lexicon.object(value, "Record/labels")["$type"] == "com.atproto.label.defs#selfLabels" else { return }
    try each(try Lexicon.member("values", of: value, "Record/labels"), "Record/labels/values", max: 10) {
      (label, path) throws(LexiconFault) in
      try Lexicon.string(try Lexicon.member("val", of: label, path), path + "/val", maxBytes: 128)
    }
  }

  private static func embed(_ value: JSON, _ path: String) throws(LexiconFault) {
    switch try Lexicon.object(value, path)["$type"]?.string {
    case "app.bsky.embed.images": try images(value, path)
    case "app.bsky.embed.external": try external(value, path)
    case "app.bsky.embed.video":
      try Lexicon.blob(
        try Lexicon.member("video", of: value, path), path + "/video", accept: "video/mp4", maxBytes: 300_000_000)
    case "app.bsky.embed.record":
      try Lexicon.strongRef(try Lexicon.member("record", of: value, path), path + "/record")
    case "app.bsky.embed.recordWithMedia":
      let record = try Lexicon.object(try Lexicon.member("record", of: value, path), path + "/record")
      try Lexicon.strongRef(try Lexicon.member("record", of: record, path + "/record"), path + "/record/record")
      try embed(try Lexicon.member("media", of: value, path), path + "/media")
    case .some: return
    case nil: throw LexiconFault(words: "\(path) must be an object which includes the \"$type\" property")
    }
  }

  private static func images(_ value: JSON, _ path: String) throws(LexiconFault) {
    try each(try Lexicon.member("images", of: value, path), path + "/images", max: 4) {
      (image, path) throws(LexiconFault) in
      try Lexicon.blob(
        try Lexicon.member("image", of: image, path), path + "/image", accept: "image/*", maxBytes: 2_000_000)
      try Lexicon.string(try Lexicon.member("alt", of: image, path), path + "/alt")
      guard let ratio = image["aspectRatio"] else { return }
      for side in ["width", "height"] {
        _ = try Lexicon.integer(
          try Lexicon.member(side, of: ratio, path + "/aspectRatio"), "\(path)/aspectRatio/\(side)", min: 1)
      }
    }
  }

  private static func external(_ value: JSON, _ path: String) throws(LexiconFault) {
    let place = path + "/external"
    let external = try Lexicon.object(try Lexicon.member("external", of: value, path), place)
    try Lexicon.uri(try Lexicon.member("uri", of: external, place), place + "/uri")
    for name in ["title", "description"] {
      try Lexicon.string(try Lexicon.member(name, of: external, place), "\(place)/\(name)")
    }
    guard let thumb = external["thumb"] else { return }
    try Lexicon.blob(thumb, place + "/thumb", accept: "image/*", maxBytes: 1_000_000)
  }

  /// Every `{"$type":"blob"}` in a record: the PDS refuses those it does not hold.
  static func blobs(_ value: JSON) -> [String] {
    switch value {
    case .array(let items): items.flatMap(blobs)
    case .object(let members):
      if members["$type"] == "blob", let link = members["ref"]?["$link"]?.string {
        [link]
      } else {
        members.values.flatMap(blobs)
      }
    default: []
    }
  }
}
