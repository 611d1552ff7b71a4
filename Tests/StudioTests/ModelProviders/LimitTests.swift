import Database
import Foundation
import Kernel
import Models
import TestKit
import Testing

@testable import Studio

@Suite("what models may cost", .timeLimit(.minutes(2)))
struct LimitTests {
  private static let plan = CallPlan(
    task: "write", subject: "post", brand: nil, provider: IDSource.system.new(), providerName: "Mine", model: "m-1",
    price: ModelPrice(input: 2, output: 4))
  /// 64 bytes are reserved as 64 tokens: 128 and 80 millionths of a dollar for 64 read and 20 written.
  private static let prompt = String(repeating: "a", count: 64)

  private static func end(read: Int = 10, written: Int = 5) -> CallEnd {
    let usage = ModelUsage(promptTokens: read, completionTokens: written)
    return CallEnd(
      state: .answered, error: nil, finish: "stop", usage: usage, isCounted: true,
      costMicros: plan.price?.micros(usage), firstToken: .milliseconds(20), total: .milliseconds(40),
      answerDigest: nil, payload: ModelPayload(prompt: prompt, answer: "yes\0"))
  }

  private func refusalOf(_ ledger: CallLedger, _ plan: CallPlan = plan) async throws -> ModelError? {
    do {
      _ = try await ledger.open(plan, prompt: Self.prompt, mostAnswer: 20)
      return nil
    } catch let error as ModelError { return error }
  }

  @Test("what a call may cost is reserved before it and settled after it")
  func settled() async throws {
    try await Workplace.with { place in
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      let call = try await ledger.open(Self.plan, prompt: Self.prompt, mostAnswer: 20)
      #expect(try await place.month() == ModelMonth(reservedMicros: 208, reservedTokens: 84))
      await ledger.settle(call, Self.end())
      #expect(try await place.month() == ModelMonth(spentMicros: 40, tokens: 15))
      await ledger.settle(call, Self.end())
      #expect(try await place.month() == ModelMonth(spentMicros: 40, tokens: 15), "once")
    }
  }

  @Test("fifty calls at once never pass the limit together")
  func atOnce() async throws {
    try await Workplace.with { place in
      let place = try place.owning()
      _ = try await place.settings { $0.monthlyMicros = 208 * 7 + 100 }
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      let opened = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<50 { group.addTask { (try? await refusalOf(ledger)).flatMap { $0 } == nil } }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(opened == 7)
      #expect(try await place.month().reservedMicros == 208 * 7)
    }
  }

  @Test("a reached limit is said in words with its numbers, and is not another organisation's")
  func words() async throws {
    try await Workplace.with { place in
      let place = try place.owning()
      _ = try await place.settings { $0.monthlyMicros = 100 }
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      let money = try await refusalOf(ledger)
      #expect(money?.kind == .limitReached && money?.problem.kind == .quotaExceeded)
      #expect(money?.userMessage.contains("limit of 0.000100 US dollars") == true)
      _ = try await place.settings {
        $0.monthlyMicros = nil
        $0.monthlyTokens = 83
      }
      #expect(try await refusalOf(ledger)?.userMessage.contains("limit of 83 tokens") == true)
      let other = CallLedger(place.parts, place.database.worker, as: place.northwind)
      #expect(try await refusalOf(other) == nil)
    }
  }

  @Test("where money is limited a model without a price is refused; the installation's costs the organisation nothing")
  func unpriced() async throws {
    try await Workplace.with { place in
      let place = try place.owning()
      _ = try await place.settings { $0.monthlyMicros = 5_000_000 }
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      var plan = Self.plan
      plan.price = nil
      #expect(try await refusalOf(ledger, plan)?.userMessage.contains("price of m-1 is not known") == true)
      #expect(try await refusalOf(ledger, CallPlan(task: "write", subject: "post", brand: nil)) == nil)
      _ = try await place.settings { $0.monthlyMicros = nil }
      #expect(try await refusalOf(ledger, plan) == nil)
    }
  }

  @Test("a call whose process died counts as all that it had reserved, once")
  func lost() async throws {
    try await Workplace.with { place in
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      _ = try await ledger.open(Self.plan, prompt: Self.prompt, mostAnswer: 20)
      var late = TimeSource.system
      late.now = { TimeSource.system.now().addingTimeInterval(3_700) }
      try await ModelUpkeep(time: .system).tidy(place.acme, place.database.worker)
      #expect(try await place.calls().map(\.state) == [.open], "an hour has not passed")
      for _ in 0..<2 { try await ModelUpkeep(time: late).tidy(place.acme, place.database.worker) }
      let call = try #require(try await place.calls().first)
      #expect(call.state == .lost && call.costMicros == 208 && !call.isCounted)
      #expect(try await place.month() == ModelMonth(spentMicros: 208, tokens: 84))
    }
  }

  @Test("words are kept for as long as the organisation says, hashes and counts beyond that")
  func retention() async throws {
    try await Workplace.with { place in
      let place = try place.owning()
      let ledger = CallLedger(place.parts, place.database.worker, as: place.acme)
      func payload(_ call: OpenCall) async throws -> ModelPayload? {
        try await place.parts.database.first(ModelCallStatements.payload, call.id, as: place.acme)
      }
      let call = try await ledger.open(Self.plan, prompt: Self.prompt, mostAnswer: 20)
      await ledger.settle(call, Self.end())
      #expect(try await payload(call) == ModelPayload(prompt: Self.prompt, answer: "yes\u{FFFD}"))
      var late = TimeSource.system
      late.now = { TimeSource.system.now().addingTimeInterval(29 * 86_400) }
      try await ModelUpkeep(time: late).tidy(place.acme, place.database.worker)
      #expect(try await payload(call) != nil)
      late.now = { TimeSource.system.now().addingTimeInterval(31 * 86_400) }
      try await ModelUpkeep(time: late).tidy(place.acme, place.database.worker)
      #expect(try await payload(call) == nil)
      #expect(try await place.calls().first?.promptDigest == hexDigest(Self.prompt))
      let second = try await ledger.open(Self.plan, prompt: Self.prompt, mostAnswer: 20)
      await ledger.settle(second, Self.end())
      _ = try await place.settings { $0.keepDays = 0 }
      #expect(try await payload(second) == nil, "erased at once")
      let third = try await ledger.open(Self.plan, prompt: Self.prompt, mostAnswer: 20)
      await ledger.settle(third, Self.end())
      #expect(try await payload(third) == nil, "not kept at all")
      #expect(try await place.calls().count == 3)
    }
  }

  @Test("a broken call counts what may have been charged, a refused one nothing")
  func estimates() async throws {
    var notes = CallNotes(prompt: Self.prompt, price: Self.plan.price, began: .now)
    #expect(notes.end(ModelError(.denied, "x"), at: .now).usage == ModelUsage(promptTokens: 0, completionTokens: 0))
    let silent = notes.end(ModelError(.noFirstToken, "x"), at: .now)
    #expect(silent.usage == ModelUsage(promptTokens: 16, completionTokens: 0) && silent.costMicros == 32)
    notes.take(.text("eight by"), at: .now)
    let cut = notes.end(ModelError(.cutShort, "x", afterFirstToken: true), at: .now)
    #expect(cut.usage == ModelUsage(promptTokens: 16, completionTokens: 2) && !cut.isCounted && cut.state == .failed)
    #expect(cut.error == "cut-short" && cut.payload?.answer == "eight by")
  }
}
