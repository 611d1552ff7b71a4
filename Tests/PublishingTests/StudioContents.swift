import Contracts
import Studio

enum StudioContents {
  static let real: any PostContents = StudioPostContents()
}
