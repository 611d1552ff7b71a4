import Contracts
package import Database
import Foundation
import Kernel

package enum MetricStatements: StatementList {
  package static let all = AnyStatement.list(
    take, lock, add, days, latest, schedule, due, dueConnectors, newest, page, groups, gains)

  static let numbers = "likes, comments, shares, saves, impressions, clicks"
  static let numberTypes =
    "likes bigint, comments bigint, shares bigint, saves bigint, impressions bigint, clicks bigint"

  // MARK: Writing

  /// Takes up publications that are not known yet.
  static let take = Statement<[SeriesRow], Void>.tenant(
    "metrics.take",
    """
    INSERT INTO metric_series
      (org_id, publication_id, brand_id, post_id, connector_id, platform, external_id, url, published_at, next_poll_at)
    SELECT $1, r.publication, r.brand, r.post, r.connector, r.platform, r.external, r.url, r.published, r.published
    FROM jsonb_to_recordset($2::jsonb) AS r (publication uuid, brand uuid, post uuid, connector uuid, platform text,
      external text, url text, published timestamptz)
    ORDER BY r.publication
    ON CONFLICT (org_id, publication_id) DO NOTHING
    """,
    bind: { rows, parameters in parameters.append(json: rows) })

  /// In order, so that two writers cannot wait for each other. What follows in the transaction sees all that was
  /// committed for these publications.
  static let lock = Statement<[PublicationID], PublicationID>.tenant(
    "metrics.lock",
    """
    SELECT publication_id FROM metric_series WHERE org_id = $1 AND publication_id = ANY ($2::uuid[])
    ORDER BY publication_id FOR UPDATE
    """,
    bind: { $1.append(ids: $0) }, row: { try $0.id() })

  static let add = Statement<[ObservationRow], Void>.tenant(
    "metrics.add",
    """
    INSERT INTO metrics AS m (org_id, brand_id, publication_id, observed_at, \(numbers))
    SELECT s.org_id, s.brand_id, s.publication_id, r.observed,
      max(r.likes), max(r.comments), max(r.shares), max(r.saves), max(r.impressions), max(r.clicks)
    FROM jsonb_to_recordset($2::jsonb) AS r (publication uuid, observed timestamptz, \(numberTypes))
    JOIN metric_series s ON s.org_id = $1 AND s.publication_id = r.publication
    GROUP BY s.org_id, s.brand_id, s.publication_id, r.observed
    ON CONFLICT (org_id, publication_id, observed_at) DO UPDATE SET
      likes = greatest(m.likes, excluded.likes), comments = greatest(m.comments, excluded.comments),
      shares = greatest(m.shares, excluded.shares), saves = greatest(m.saves, excluded.saves),
      impressions = greatest(m.impressions, excluded.impressions), clicks = greatest(m.clicks, excluded.clicks)
    """,
    bind: { rows, parameters in parameters.append(json: rows) })

  /// Makes the touched days anew from what was observed on them.
  static let days = Statement<[DayRow], Void>.tenant(
    "metrics.days",
    """
    INSERT INTO metric_days AS d (org_id, brand_id, publication_id, day, platform, observed_at, \(numbers))
    SELECT s.org_id, s.brand_id, s.publication_id, t.day, s.platform, max(m.observed_at), \(newestOf("m", by: "m.observed_at"))
    FROM jsonb_to_recordset($2::jsonb) AS t (publication uuid, day date, starts timestamptz, ends timestamptz)
    JOIN metric_series s ON s.org_id = $1 AND s.publication_id = t.publication
    JOIN metrics m ON m.org_id = $1 AND m.publication_id = t.publication
      AND m.observed_at >= t.starts AND m.observed_at < t.ends
    GROUP BY s.org_id, s.brand_id, s.publication_id, t.day, s.platform
    ON CONFLICT (org_id, publication_id, day) DO UPDATE SET observed_at = excluded.observed_at,
      likes = excluded.likes, comments = excluded.comments, shares = excluded.shares, saves = excluded.saves,
      impressions = excluded.impressions, clicks = excluded.clicks
    """,
    bind: { rows, parameters in parameters.append(json: rows) })

  static let latest = Statement<[PublicationID], Void>.tenant(
    "metrics.latest",
    """
    UPDATE metric_series s SET observed_at = n.observed_at, likes = n.likes, comments = n.comments, shares = n.shares,
      saves = n.saves, impressions = n.impressions, clicks = n.clicks
    FROM (
      SELECT publication_id, max(observed_at) AS observed_at, \(newestOf("d", by: "d.day", named: true))
      FROM metric_days d WHERE org_id = $1 AND publication_id = ANY ($2::uuid[]) GROUP BY publication_id
    ) n
    WHERE s.org_id = $1 AND s.publication_id = n.publication_id
    """,
    bind: { $1.append(ids: $0) })

  /// The newest value of each number that is known at all.
  private static func newestOf(_ table: String, by order: String, named: Bool = false) -> String {
    Metric.allCases.map { metric in
      let column = "\(table).\(metric.rawValue)"
      return "(array_agg(\(column) ORDER BY \(order) DESC) FILTER (WHERE \(column) IS NOT NULL))[1]"
        + (named ? " AS \(metric.rawValue)" : "")
    }.joined(separator: ", ")
  }

  static let schedule = Statement<[ScheduleRow], Void>.tenant(
    "metrics.schedule",
    """
    UPDATE metric_series s SET polled_at = r.polled, next_poll_at = r.next, misses = r.misses, gone_at = r.gone
    FROM jsonb_to_recordset($2::jsonb)
      AS r (publication uuid, polled timestamptz, next timestamptz, misses integer, gone timestamptz)
    WHERE s.org_id = $1 AND s.publication_id = r.publication
    """,
    bind: { rows, parameters in parameters.append(json: rows) })

  // MARK: Polling

  static let due = Statement<(connector: ConnectorID, now: Date), MetricSeries>.tenant(
    "metrics.due",
    """
    SELECT \(seriesColumns) FROM metric_series
    WHERE org_id = $1 AND connector_id = $2 AND next_poll_at <= $3 ORDER BY next_poll_at, publication_id LIMIT 200
    """,
    bind: { input, parameters in
      parameters.append(input.connector)
      parameters.append(input.now)
    }, row: series)

  static let dueConnectors = Statement<Date, ConnectorID>.tenant(
    "metrics.due_connectors",
    "SELECT DISTINCT connector_id FROM metric_series WHERE org_id = $1 AND next_poll_at <= $2",
    bind: { $1.append($0) }, row: { try $0.id() })

  static let newest = Statement<Void, Date?>.tenant(
    "metrics.newest",
    "SELECT published_at FROM metric_series WHERE org_id = $1 ORDER BY published_at DESC, publication_id DESC LIMIT 1",
    row: { try $0.optionalDate() })

  // MARK: Reading

  private static let seriesColumns = """
    publication_id, post_id, brand_id, connector_id, platform, external_id, url, published_at, observed_at, gone_at,
      misses, next_poll_at, \(numbers)
    """

  private static let filter = """
    org_id = $1 AND published_at >= $2 AND published_at < $3 AND ($4::uuid IS NULL OR brand_id = $4)
      AND ($5::uuid IS NULL OR post_id = $5) AND ($6::uuid IS NULL OR connector_id = $6)
      AND ($7::text IS NULL OR platform = $7)
    """

  /// Newest publication first.
  static let page = Statement<SeriesPage, MetricSeries>.tenant(
    "metrics.page",
    """
    SELECT \(seriesColumns) FROM metric_series
    WHERE \(filter) AND (published_at, publication_id) < ($8, $9) ORDER BY published_at DESC, publication_id DESC LIMIT $10
    """,
    bind: { page, parameters in
      bind(page.filter, &parameters)
      parameters.append(page.before)
      parameters.append(uuid: page.beforeID)
      parameters.append(page.limit)
    }, row: series)

  static let groups = Statement<GroupPage, MetricGroup>.tenant(
    "metrics.groups",
    """
    SELECT key, count(*), \(sums) FROM (
      SELECT CASE $8 WHEN 'platform' THEN platform WHEN 'brand' THEN brand_id::text WHEN 'post' THEN post_id::text
        ELSE connector_id::text END AS key, \(numbers)
      FROM metric_series WHERE \(filter)
    ) g WHERE key > $9 GROUP BY key ORDER BY key LIMIT $10
    """,
    bind: bind, row: group)

  /// What came in on each day, from the closing values of days: a day's value less the last one known before it.
  static let gains = Statement<GroupPage, MetricGroup>.tenant(
    "metrics.gains",
    """
    SELECT day::text, count(DISTINCT publication_id), \(dayGains) FROM (
      SELECT d.day, d.publication_id, v.metric,
        v.value - coalesce(lag(v.value) OVER (PARTITION BY d.publication_id, v.metric ORDER BY d.day), 0) AS gain
      FROM metric_days d
      JOIN metric_series s ON s.org_id = $1 AND s.publication_id = d.publication_id,
        LATERAL (VALUES \(Metric.allCases.map { "('\($0.rawValue)', d.\($0.rawValue))" }.joined(separator: ", ")))
          AS v (metric, value)
      WHERE d.org_id = $1 AND d.day < $3::timestamptz AND v.value IS NOT NULL AND ($4::uuid IS NULL OR d.brand_id = $4)
        AND ($5::uuid IS NULL OR s.post_id = $5) AND ($6::uuid IS NULL OR s.connector_id = $6)
        AND ($7::text IS NULL OR d.platform = $7)
    ) g WHERE day >= $2::timestamptz AND $8 = 'day' AND day::text > $9 GROUP BY day ORDER BY day LIMIT $10
    """,
    bind: bind, row: group)

  private static let sums =
    Metric.allCases.map { "sum(\($0.rawValue))" }.joined(separator: ", ") + ", "
    + Metric.allCases.map { "count(\($0.rawValue))" }.joined(separator: ", ")

  private static let dayGains =
    Metric.allCases.map { "sum(gain) FILTER (WHERE metric = '\($0.rawValue)')" }.joined(separator: ", ") + ", "
    + Metric.allCases.map { "count(*) FILTER (WHERE metric = '\($0.rawValue)')" }.joined(separator: ", ")

  private static func bind(_ filter: MetricFilter, _ parameters: inout Parameters) {
    parameters.append(filter.from)
    parameters.append(filter.to)
    parameters.append(filter.brand)
    parameters.append(filter.post)
    parameters.append(filter.connector)
    parameters.append(filter.platform)
  }

  private static func bind(_ page: GroupPage, _ parameters: inout Parameters) {
    bind(page.filter, &parameters)
    parameters.append(page.by.rawValue)
    parameters.append(page.after)
    parameters.append(page.limit)
  }

  private static func series(_ row: inout RowReader) throws -> MetricSeries {
    let item = PublishedItem(
      publication: try row.id(), post: try row.id(), brand: try row.id(), connector: try row.id(),
      platform: try row.string(), externalID: try row.string(), url: try row.optionalString(),
      publishedAt: try row.date())
    return MetricSeries(
      item: item, observedAt: try row.optionalDate(), goneAt: try row.optionalDate(), misses: try row.int(),
      nextPollAt: try row.optionalDate(), values: try values(&row))
  }

  private static func values(_ row: inout RowReader) throws -> MetricValues {
    MetricValues(
      likes: try row.optionalInt(), comments: try row.optionalInt(), shares: try row.optionalInt(),
      saves: try row.optionalInt(), impressions: try row.optionalInt(), clicks: try row.optionalInt())
  }

  private static func group(_ row: inout RowReader) throws -> MetricGroup {
    let key = try row.string()
    let publications = try row.int()
    let values = try values(&row)
    var reported: [Metric: Int] = [:]
    for metric in Metric.allCases { reported[metric] = try row.int() }
    return MetricGroup(key: key, publications: publications, values: values, reported: reported)
  }
}
