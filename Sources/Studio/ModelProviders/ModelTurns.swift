package import Database
import Foundation
import Jobs
import Kernel

extension StudioParts {
  /// Runs `body` with the models of a task. Nil, without running it, when as many calls of the organisation run as it
  /// allows at once: the job then comes again a little later.
  func withWriter<Value: Sendable>(
    for task: ModelTask, about post: Post, in context: JobContext, _ body: (WritingModel?) async throws -> Value
  ) async throws -> Value? {
    let (database, tenant) = (context.database, context.tenant)
    let setup = try await modelSetup(database, as: tenant)
    let writer = try await writer(
      for: task, brand: post.brand, subject: post.id.description, setup, database, as: tenant)
    guard let writer, let most = setup.settings.atOnce else { return try await body(writer) }
    let holder = context.job
    // Longer than any writing takes: a process that died gives its turn back by that.
    let lasts = writer.total * Double(writer.tries) + .seconds(60)
    let turn = TurnRequest(most: most, holder: holder, seconds: lasts / .seconds(1))
    guard try await database.first(ModelTurnStatements.take, turn, as: tenant) != nil else { return nil }
    let result: Result<Value, any Error>
    do { result = .success(try await body(writer)) } catch { result = .failure(error) }
    // Also when the job was cancelled meanwhile.
    _ = try? await Task { try await database.execute(ModelTurnStatements.give, holder, as: tenant) }.value
    return try result.get()
  }
}

struct TurnRequest: Sendable {
  var most: Int
  var holder: JobID
  var seconds: Double
}

package enum ModelTurnStatements: StatementList {
  package static let all = AnyStatement.list(take, give)

  /// The lowest free number. No row when all are taken, or another was quicker.
  static let take = Statement<TurnRequest, Int>.tenant(
    "model_turn.take",
    """
    INSERT INTO model_turns AS t (org_id, number, holder, until)
    SELECT $1, n, $3, now() + make_interval(secs => $4) FROM generate_series(1, $2::integer) n
    WHERE NOT EXISTS (SELECT FROM model_turns o WHERE o.org_id = $1 AND o.number = n AND o.until > now())
    ORDER BY n LIMIT 1
    ON CONFLICT (org_id, number) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE t.until <= now()
    RETURNING number
    """, by: .worker,
    bind: { turn, parameters in
      parameters.append(turn.most)
      parameters.append(turn.holder)
      parameters.append(turn.seconds)
    }, row: { try $0.int() })

  static let give = Statement<JobID, Void>.tenant(
    "model_turn.give", "DELETE FROM model_turns WHERE org_id = $1 AND holder = $2", by: .worker,
    bind: { $1.append($0) })
}
