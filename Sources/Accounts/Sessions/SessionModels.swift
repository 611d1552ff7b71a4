import Foundation
import Kernel
import Web

struct LoginBody: APIModel {
  var mail: String
  var password: String
  var org: String?

  static let schema = Schema.object(
    "Login",
    .required("mail", .verbatim(3...254), "The mail address of the account."),
    .required("password", .verbatim(1...200)),
    .optional("org", .id(OrgID.self), "Which organisation to enter; the one joined first when absent."))
}

struct RefreshBody: APIModel {
  var refreshToken: String

  static let schema = Schema.object(
    "Refresh", .required("refresh_token", .verbatim(1...200), "From the last login or refresh; works once."))
}

struct TokensReply: APIModel {
  var accessToken: String
  var tokenType = "Bearer"
  var expiresIn: Int
  var refreshToken: String
  var org: String

  static let schema = Schema.object(
    "Tokens",
    .required("access_token", .verbatim(1...2_000), "For `Authorization: Bearer`."),
    .required("token_type", .choice(["Bearer"])),
    .required("expires_in", .integer(0...86_400), "Seconds."),
    .required("refresh_token", .verbatim(1...200), "Trade it for new tokens at /v1/auth/refresh."),
    .required("org", .id(OrgID.self)))
}

struct AccessModel: APIModel {
  struct OnBrand: APIModel {
    var brand: BrandID
    var role: Role

    static let schema = Schema.object(
      "BrandRole", .required("brand", .id(BrandID.self)),
      .required("role", .choice(["admin", "editor", "reviewer", "viewer"])))
  }

  var role: Role?
  var brands: [OnBrand]?

  static let schema = Schema.object(
    "Access",
    .optional("role", .choice(of: Role.self), "The role in the whole organisation."),
    .optional("brands", .list(OnBrand.schema, 0...200), "Or a role for each of some brands."))

  init(_ access: MemberAccess) {
    role = access.orgRole
    brands = access.orgRole == nil ? access.brandRoles.map { OnBrand(brand: $0.brand, role: $0.role) } : nil
  }

  /// Throws `.invalid` when neither or both shapes are given.
  func access(at pointer: String) throws -> MemberAccess {
    let brands = brands ?? []
    if let role, brands.isEmpty { return .everywhere(role) }
    guard role == nil, !brands.isEmpty else {
      throw Problem.invalid(pointer, "Give either a role for the whole organisation or a role for some brands.")
    }
    return .brands(Dictionary(brands.map { ($0.brand, $0.role) }, uniquingKeysWith: { first, _ in first }))
  }
}

struct MeReply: APIModel {
  struct OrgModel: APIModel {
    var id: OrgID
    var name: String
    var isDemo: Bool

    static let schema = Schema.object(
      "MyOrg", .required("id", .id(OrgID.self)), .required("name", .line(0...120)), .required("is_demo", .boolean))
  }

  var id: UserID
  var name: String
  var mail: String
  var locale: String
  var zone: String
  var org: OrgModel
  var access: AccessModel
  var scopes: [String]?
  var otherOrgs: [OrgID]

  static let schema = Schema.object(
    "Me",
    .required("id", .id(UserID.self)),
    .required("name", .line(1...120)),
    .required("mail", .verbatim(3...254)),
    .required("locale", .language),
    .required("zone", .zone),
    .required("org", OrgModel.schema),
    .required("access", AccessModel.schema),
    .optional("scopes", .list(.verbatim(1...80), 0...100), "What the access key is limited to."),
    .required("other_orgs", .list(.id(OrgID.self), 0...1000), "Further organisations that this person may enter."))
}

struct ProfileBody: APIModel {
  var name: String
  var locale: String?
  var zone: String?

  static let schema = Schema.object(
    "Profile", .required("name", .line(1...120)), .optional("locale", .language), .optional("zone", .zone))
}

struct PasswordBody: APIModel {
  var current: String
  var new: String

  static let schema = Schema.object(
    "PasswordChange", .required("current", .verbatim(1...200)), .required("new", .verbatim(1...200)))
}
