/// The numbers behind a profile; opaque outside of Text.
struct StyleModel: Codable, Sendable, Equatable {
}
