package import HTTPTypes

extension HTTPFields {
  /// The field's value, several of one name joined as the subscript does. Most fields come once, and this is then
  /// several times as fast.
  package func single(_ name: HTTPField.Name) -> String? {
    guard let first = firstIndex(where: { $0.name == name }) else { return nil }
    return self[(first + 1)...].contains { $0.name == name } ? self[name] : self[first].value
  }
}
