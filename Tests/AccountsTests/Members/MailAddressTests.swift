import Kernel
import Testing
import Web

@testable import Accounts

@Suite("Mail addresses")
struct MailAddressTests {
  @Test("fold to one account however they are typed")
  func folding() {
    #expect(MailAddress(" Ada@Example.ORG ")?.folded == MailAddress("ada@example.org")?.folded)
  }

  @Test(
    "of the wrong shape are refused",
    arguments: [
      "", "ada", "ada@", "@example.org", "ada@example", "a@b@c.org", ".ada@example.org", "ada.@example.org",
      "a..b@example.org", "ada@-example.org", "ada@exa mple.org", "ada@example..org", "ada\n@example.org",
      "<ada@example.org>", String(repeating: "a", count: 65) + "@example.org",
    ])
  func refused(text: String) { #expect(MailAddress(text) == nil) }
}

@Suite("Rights that are passed on")
struct MemberAccessTests {
  private let brand = IDSource.system.new(BrandID.self)

  @Test("never go beyond the giver's own")
  func ceiling() {
    #expect(MemberAccess.everywhere(.owner).mayGrant(.everywhere(.owner)))
    #expect(MemberAccess.everywhere(.admin).mayGrant(.everywhere(.admin)))
    #expect(!MemberAccess.everywhere(.admin).mayGrant(.everywhere(.owner)))
    #expect(!MemberAccess.everywhere(.editor).mayGrant(.everywhere(.viewer)))
    #expect(!MemberAccess.brands([brand: .admin]).mayGrant(.everywhere(.viewer)))
  }

  @Test("by brand reach only those brands")
  func scope() {
    let access = MemberAccess.brands([brand: .editor])
    #expect(access.scope == .only([brand]))
    #expect(access.orgRole == nil)
    #expect(access.grants == [RoleGrant(.editor, in: .only([brand]))])
  }

  @Test("survive the database's shape")
  func stored() {
    for access in [MemberAccess.everywhere(.reviewer), .brands([brand: .viewer])] {
      #expect(StoredAccess(access).access == access)
    }
  }
}
