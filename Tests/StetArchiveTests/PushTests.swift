import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Steps of a push")
struct PushStepTests {
    private let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: false)

    @Test("A long history goes in steps, and what the remote has after each is an archive")
    func steps() throws {
        let work = try TestArchive()
        for minute in 10..<19 {
            _ = try work.archive.record(
                [check("Text of minute \(minute).", at: time("09:\(minute)"))], at: time("09:\(minute)"))
        }
        let remote = work.folder + ".git"
        defer { try? FileManager.default.removeItem(atPath: remote) }
        #expect(try work.git("init", "-q", "--bare", "-b", "main", remote).status == 0)
        var seen: [(done: Int, checks: Int)] = []
        let report = try work.archive.push(to: remote, from: work.folder, with: git, stepCommitCount: 3) { progress in
            guard case .commits(let done, let total) = progress else { return }
            #expect(done <= total && total == 30)
            // The journal is the last to come.
            let archive = try? Archive.open(at: remote)
            seen.append((done, (try? archive?.articles().first?.observationCount ?? 0) ?? 0))
        }
        #expect(report.branches.map(\.commitCount) == [10, 10, 10])
        #expect(seen.map(\.done) == [3, 6, 9, 12, 15, 18, 21, 24, 27, 30])
        #expect(seen.map(\.checks) == [0, 0, 0, 0, 0, 0, 2, 5, 8, 9])
        #expect(try Archive.open(at: remote).verify().problems.isEmpty)
        #expect(try work.archive.push(to: remote, from: work.folder, with: git).isUpToDate)
    }

    @Test("What was cut off goes on from where it was")
    func resumed() throws {
        let work = try TestArchive()
        for minute in 10..<19 {
            _ = try work.archive.record(
                [check("Text of minute \(minute).", at: time("09:\(minute)"))], at: time("09:\(minute)"))
        }
        let remote = work.folder + ".git"
        defer { try? FileManager.default.removeItem(atPath: remote) }
        #expect(try work.git("init", "-q", "--bare", "-b", "main", remote).status == 0)
        // As a push leaves it that ended after some of its captures.
        #expect(try work.git("push", "-q", remote, "captures~4:refs/heads/captures").status == 0)
        let report = try work.archive.push(to: remote, from: work.folder, with: git, stepCommitCount: 3)
        #expect(report.branches.map(\.name) == ["captures", "journal", "main"])
        #expect(report.branches.map(\.commitCount) == [4, 10, 10])
        #expect(try Archive.open(at: remote).verify().problems.isEmpty)
    }
}
