package import Database
import Foundation
import Kernel

/// People before and beside any org: the definer functions of migration 0100.
package enum PersonStatements: StatementList {
  static let byMail = Statement<[UInt8], UserID>.system(
    "person.by_mail", "SELECT id FROM system.user_by_mail($1) AS id WHERE id IS NOT NULL", by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.id()
  }

  static let password = Statement<UserID, String>.system(
    "person.password", "SELECT p FROM system.password_of($1) AS p WHERE p IS NOT NULL", by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.string()
  }

  static let create = Statement<
    (id: UserID, mail: MailAddress, mailHash: [UInt8], name: String, zone: String, password: String, at: Date), Void
  >.system("person.create", "SELECT system.create_user($1, $2, $3, $4, $5, $6, $7)", by: .app) { input, values in
    values.append(input.id)
    values.append(input.mail.text)
    values.append(input.mailHash)
    values.append(input.name)
    values.append(input.zone)
    values.append(input.password)
    values.append(input.at)
  }

  static let setPassword = Statement<(user: UserID, password: String, at: Date), Void>.system(
    "person.set_password", "SELECT system.set_password($1, $2, $3)", by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.password)
    values.append(input.at)
  }

  /// The orgs a person may enter, the one they joined first at the top.
  static let orgs = Statement<UserID, OrgID>.system(
    "person.orgs", "SELECT org FROM system.orgs_of_user($1) AS org", by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.id()
  }

  static let profile = Statement<UserID, Person>.tenant(
    "person.profile",
    """
    SELECT u.id, u.name, u.mail, u.locale, u.zone FROM users u
    JOIN memberships m ON m.user_id = u.id WHERE m.org_id = $1 AND u.id = $2 AND m.removed_at IS NULL
    """
  ) {
    $1.append($0)
  } row: { row in
    Person(
      id: try row.id(), name: try row.string(), mail: try row.string(), locale: try row.string(),
      zone: try row.string())
  }

  static let update = Statement<(user: UserID, name: String, locale: String, zone: String), Void>.system(
    "person.update", "SELECT system.update_user($1, $2, $3, $4)", by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.name)
    values.append(input.locale)
    values.append(input.zone)
  }

  package static let all = AnyStatement.list(byMail, password, create, setPassword, orgs, profile, update)
}
