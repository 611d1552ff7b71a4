import Contracts
package import Database
package import Kernel

/// Makes and changes a brand's templates. Texts that were written in a form stay as they are when it changes.
package struct EditTemplate: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func create(
    _ content: TemplateContent, name: String, brand: BrandID, as tenant: TenantContext
  ) async throws -> PostTemplate {
    try await parts.act(as: tenant) { try await create(content, name: name, brand: brand, in: $0) }
  }

  package func create(
    _ content: TemplateContent, name: String, brand: BrandID, in tx: Transaction
  ) async throws -> PostTemplate {
    try content.check(name: name, platforms: parts.rules)
    let now = parts.time.now()
    let template = PostTemplate(
      id: parts.ids.new(), brand: brand, version: 1, name: name, content: content, created: now, updated: now,
      archived: nil)
    try await tx.activeBrand(brand)
    try await assertNameIsFree(template, tx)
    try await tx.execute(TemplateStatements.insert, (template, by: try tx.acting.actor.label))
    try await parts.audit.record(
      AuditEntry("template.create", resource: template.id.description, brand: brand), in: tx)
    return template
  }

  package func run(
    _ id: TemplateID, _ edit: TemplateEdit, expected: Int?, as tenant: TenantContext
  ) async throws -> PostTemplate {
    try await parts.act(as: tenant) { try await run(id, edit, expected: expected, in: $0) }
  }

  package func run(
    _ id: TemplateID, _ edit: TemplateEdit, expected: Int?, in tx: Transaction
  ) async throws -> PostTemplate {
    try await change(id, "template.update", tx) { template in
      try Stale.check(expected, current: TemplateReply(template), "template")
      try template.assertActive()
      template.name = edit.name ?? template.name
      template.content = edit.applied(to: template.content)
      try template.content.check(name: template.name, platforms: parts.rules)
    }
  }

  package func archive(_ id: TemplateID, archived: Bool, as tenant: TenantContext) async throws -> PostTemplate {
    try await parts.act(as: tenant) { try await archive(id, archived: archived, in: $0) }
  }

  /// Briefs that have it keep it; it can only not be chosen any more.
  package func archive(_ id: TemplateID, archived: Bool, in tx: Transaction) async throws -> PostTemplate {
    try await change(id, archived ? "template.archive" : "template.restore", tx) { template in
      if archived != (template.archived != nil) { template.archived = archived ? parts.time.now() : nil }
    }
  }

  private func change(
    _ id: TemplateID, _ action: String, _ tx: Transaction, _ rule: (inout PostTemplate) throws -> Void
  ) async throws -> PostTemplate {
    guard let before = try await tx.first(TemplateStatements.lock, id) else { throw Problem.notFound("template") }
    var template = before
    try rule(&template)
    guard template != before else { return before }
    if template.archived == nil { try await assertNameIsFree(template, tx) }
    template.version += 1
    template.updated = parts.time.now()
    try await tx.execute(TemplateStatements.update, (template, by: try tx.acting.actor.label))
    try await parts.audit.record(
      AuditEntry(
        action, resource: id.description, brand: template.brand,
        facts: ["version": .number(Int64(template.version))]),
      in: tx)
    return template
  }

  private func assertNameIsFree(_ template: PostTemplate, _ tx: Transaction) async throws {
    let holder = try await tx.first(TemplateStatements.named, (brand: template.brand, name: template.name))
    guard holder == nil || holder == template.id else {
      throw Problem(
        .conflict, "The brand has a template “\(template.name)” already. Choose another name.",
        fields: [Problem.Field("/name", "is the name of another template of this brand")])
    }
  }
}
