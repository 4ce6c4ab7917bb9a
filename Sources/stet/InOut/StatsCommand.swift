internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show how much an archive holds.",
        discussion: "Bytes of texts, pages and the journal are those before compression; packs are what is on disk.")

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ShownArchiveOptions

    func run() throws {
        let statistics = try archive.open().statistics()
        switch format {
        case .text: StandardOutput.write(text(statistics))
        case .json: StandardOutput.write(json(statistics))
        }
        if statistics.damagedCount > 0 {
            throw Trouble(
                "\(counted(statistics.damagedCount, "file")) cannot be read and are in no count",
                hint: "see `stet verify`")
        }
    }

    /// A year is seen at a glance; JSON has all.
    private static let shownMonthCount = 12

    private func text(_ statistics: ArchiveStatistics) -> String {
        let kinds = RevisionKind.allCases.compactMap { kind in
            statistics.revisionCounts[kind].map { "\($0) \(kind.rawValue)" }
        }
        var rows = [
            ("articles", "\(statistics.articleCount)"),
            ("revisions", "\(statistics.revisionCount)" + (kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", "))),
            (
                "checks",
                "\(statistics.observationCount)"
                    + (statistics.failureCount > 0 ? ", \(statistics.failureCount) failed" : "")
            ),
        ]
        if let first = statistics.firstObserved, let last = statistics.lastObserved {
            rows.append(("observed", "\(readableTime("\(first)")) to \(readableTime("\(last)"))"))
        }
        if statistics.lineCount > 1 { rows.append(("line", "\(statistics.line) of \(statistics.lineCount)")) }
        for (name, content) in [
            ("main", statistics.texts), ("captures", statistics.captures), ("journal", statistics.journal),
        ] { rows.append((name, "\(byteCount(content.byteCount)) in \(counted(content.objectCount, "file"))")) }
        if statistics.removed.objectCount > 0 {
            rows.append(
                (
                    "removed",
                    "\(byteCount(statistics.removed.byteCount)) in \(counted(statistics.removed.objectCount, "file"))"
                ))
        }
        var packs = "\(counted(statistics.packCount, "pack")), \(byteCount(statistics.packByteCount))"
        if statistics.looseObjectCount > 0 { packs += ", and \(counted(statistics.looseObjectCount, "loose object"))" }
        rows.append(("on disk", packs))
        rows.append(("upkeep", statistics.upkeep.line))
        for month in statistics.months.suffix(Self.shownMonthCount) {
            rows.append(
                (
                    month.name,
                    "\(counted(month.checkCount, "check")), \(counted(month.revisionCount, "revision")), "
                        + "\(byteCount(month.textByteCount)) of new text"
                ))
        }
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0.padding(to: width) + "  " + $0.1 + "\n" }.joined()
    }

    private func json(_ statistics: ArchiveStatistics) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("articles", statistics.articleCount)
            json.object("revisions") { json in
                for kind in RevisionKind.allCases { json.member(kind.rawValue, statistics.revisionCounts[kind] ?? 0) }
            }
            json.member("checks", statistics.observationCount)
            json.member("failedChecks", statistics.failureCount)
            json.member("firstObserved", statistics.firstObserved.map { "\($0)" })
            json.member("lastObserved", statistics.lastObserved.map { "\($0)" })
            json.member("line", statistics.line)
            json.member("lines", statistics.lineCount)
            for (name, content) in [
                ("main", statistics.texts), ("captures", statistics.captures), ("journal", statistics.journal),
                ("removed", statistics.removed),
            ] {
                json.object(name) {
                    $0.member("files", content.objectCount)
                    $0.member("bytes", content.byteCount)
                }
            }
            json.member("damagedFiles", statistics.damagedCount)
            json.array("months") { list in
                for month in statistics.months {
                    list.object {
                        $0.member("month", month.name)
                        $0.member("checks", month.checkCount)
                        $0.member("revisions", month.revisionCount)
                        $0.member("textBytes", month.textByteCount)
                    }
                }
            }
            json.object("disk") {
                $0.member("packs", statistics.packCount)
                $0.member("packBytes", statistics.packByteCount)
                $0.member("looseObjects", statistics.looseObjectCount)
            }
            statistics.upkeep.write(to: &json)
        }
        return writer.text + "\n"
    }
}

/// "812 bytes", "3.4 MB": a thousand of one unit are one of the next.
func byteCount(_ count: Int) -> String {
    guard count >= 1_000 else { return counted(count, "byte") }
    var (tenths, unit) = (count / 100, 0)
    let units = ["kB", "MB", "GB", "TB"]
    while tenths >= 10_000, unit < units.count - 1 {
        tenths /= 1_000
        unit += 1
    }
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
