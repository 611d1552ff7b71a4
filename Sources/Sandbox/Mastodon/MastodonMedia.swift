import Foundation
import Synchronization

extension MastodonServer {
  struct Media {
    var id: String
    var account: String
    var type: String
    var size: Int
    var description: String?
    var readyAt: Date
    var width: Int
    var height: Int
  }

  var mediaRoutes: [Route] {
    [
      Route("POST", "/api/v2/media", "media.create") { try self.upload($0) },
      Route("GET", "/api/v1/media/:id", "media.show") { try self.showMedia($0) },
      Route("PUT", "/api/v1/media/:id", "media.update") { try self.describeMedia($0) },
    ]
  }

  /// 200 when the file is ready at once, 202 without `url` while it is processed.
  private func upload(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:media"], own: ("media", limits.media))
    let parameters = try parameters(call.request)
    guard let file = parameters.files["file"] else { throw invalid("File can't be blank") }
    let type = try kind(file)
    let size = ImageHeader.size(file.bytes)
    guard type != "image" || size != nil else { throw invalid("File content type is invalid") }
    let media = Media(
      id: newID(), account: session.account.id, type: type, size: file.bytes.count,
      description: try description(parameters), readyAt: world.now.addingTimeInterval(limits.mediaSeconds),
      width: size?.width ?? 0, height: size?.height ?? 0)
    state.withLock { $0.media[media.id] = media }
    return reply(media.readyAt <= world.now ? 200 : 202, entity(media), session.standing)
  }

  private func kind(_ file: MultipartPart) throws -> String {
    let type = file.contentType?.lowercased() ?? ""
    guard Self.mediaTypes.contains(type) else { throw invalid("File content type is invalid") }
    let kind = type == "image/gif" ? "gifv" : String(type.prefix { $0 != "/" })
    guard file.bytes.count <= (kind == "image" ? limits.imageBytes : limits.videoBytes) else {
      throw invalid("File file size must be less than \(kind == "image" ? "16 MB" : "99 MB")")
    }
    return kind == "gifv" ? "image" : kind
  }

  private func description(_ parameters: MastodonParameters) throws -> String? {
    guard let text = parameters.text("description") else { return nil }
    guard text.count <= limits.descriptionCharacters else {
      throw invalid("Description is too long (maximum is \(limits.descriptionCharacters) characters)")
    }
    return text
  }

  private func find(_ call: Call, _ session: MastodonSession) throws -> Media {
    guard let media = state.withLock({ $0.media[call.path["id"] ?? ""] }), media.account == session.account.id else {
      throw refuse(404, "Record not found")
    }
    return media
  }

  private func showMedia(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:media"])
    let media = try find(call, session)
    return reply(media.readyAt <= world.now ? 200 : 206, entity(media), session.standing)
  }

  private func describeMedia(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:media"])
    var media = try find(call, session)
    media.description = try description(try parameters(call.request)) ?? media.description
    let changed = media
    state.withLock { $0.media[changed.id] = changed }
    return reply(200, entity(media), session.standing)
  }

  /// Ids that a new status may attach.
  func attached(_ ids: [String], _ session: MastodonSession) throws -> [String] {
    guard ids.count <= limits.maxAttachments else { throw invalid("Cannot attach more than 4 files") }
    let found = state.withLock { state in ids.compactMap { state.media[$0] } }
    guard found.count == ids.count, found.allSatisfy({ $0.account == session.account.id }) else {
      throw invalid("Media attachments not found")
    }
    if found.count > 1, found.contains(where: { $0.type != "image" }) {
      throw invalid("Cannot attach a video to a post that already contains images")
    }
    guard found.allSatisfy({ $0.readyAt <= world.now }) else {
      throw invalid("Cannot attach files that have not finished processing. Try again in a moment!")
    }
    return ids
  }

  func mediaEntity(_ id: String?) -> JSON? {
    id.flatMap { id in state.withLock { $0.media[id] } }.map(entity)
  }

  private func entity(_ media: Media) -> JSON {
    let ready = media.readyAt <= world.now
    let url = "\(base)/system/media_attachments/files/\(media.id)/original/file"
    let original: JSON = [
      "width": .int(media.width), "height": .int(media.height), "size": .string("\(media.width)x\(media.height)"),
      "aspect": .double(media.height == 0 ? 1 : Double(media.width) / Double(media.height)),
    ]
    return [
      "id": .string(media.id), "type": .string(media.type), "url": ready ? .string(url) : nil,
      "preview_url": ready ? .string(url.replacing("original", with: "small")) : nil, "remote_url": nil,
      "preview_remote_url": nil, "text_url": nil, "meta": media.type == "image" ? ["original": original] : [:],
      "description": .text(media.description),
      "blurhash": media.type == "image" ? "UGC~-#M{0JfkNFofR%M{IURj%Mt7E0oM%MR*" : nil,
    ]
  }
}
