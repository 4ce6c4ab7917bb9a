internal import StetGit

extension Archive {
    private static let indexPatienceMilliseconds = 2_000
    private static let indexPauseMilliseconds = 50

    /// Brings the working tree and git's index in step with the branch that is checked out, if it is one that was
    /// recorded on; returns what could not be, by path.
    ///
    /// Everything is recorded when this is called, so that it fails is a warning. The pending note stays until it
    /// has succeeded: the next recording then tries again.
    ///
    /// When the last process died while it wrote files, those it left half-written are made whole.
    func updateWorkingTree(afterDeath: Bool = false) throws -> [String: WorkingFileWarning] {
        guard var pending = try PendingRecording.load(from: ownFolder) else { return [:] }
        guard !repository.isBare, try repository.headBranch() == pending.branch,
            let tip = try repository.target(of: pending.branch)
        else {
            // There are none, or git brings them with it when somebody switches to that branch.
            try PendingRecording.remove(from: ownFolder)
            return [:]
        }
        let before = try repository.commit(pending.base).tree
        let after = try repository.commit(tip).tree
        let paths = try repository.changedFiles(from: before, to: after).filter {
            pending.branch != Branch.main.reference || $0.hasPrefix(ArticlePath.folder + "/")
        }
        if pending.phase != .moving {
            // Who finds the note after our death must know that files may be half-written.
            pending.phase = .moving
            try pending.save(in: ownFolder)
        }
        var waited = 0
        while true {
            do {
                var leftAlone = try repository.checkOut(after, over: before, paths: paths)
                if afterDeath, try removeHalfWritten(leftAlone, of: after) {
                    leftAlone = try repository.checkOut(after, over: before, paths: leftAlone, recreatingMissing: true)
                }
                try afterStep(.checkedOut)
                try PendingRecording.remove(from: ownFolder)
                return Dictionary(uniqueKeysWithValues: leftAlone.map { ($0, .edited(path: $0)) })
            } catch let error as GitError {
                if error.code == .locked, waited < Self.indexPatienceMilliseconds {
                    Files.pause(milliseconds: Self.indexPauseMilliseconds)
                    waited += Self.indexPauseMilliseconds
                    continue
                }
                var rest = pending
                rest.phase = .recorded
                try rest.save(in: ownFolder)
                return Dictionary(
                    uniqueKeysWithValues: paths.map { ($0, .notUpdated(path: $0, reason: error.message)) })
            }
        }
    }

    /// Removes files that hold nothing but the beginning of what they shall hold; returns whether any, or a missing
    /// one, is to be written again. libgit2 writes files in place.
    private func removeHalfWritten(_ paths: [String], of tree: ObjectID) throws -> Bool {
        var isAny = false
        for path in paths {
            guard let entry = try repository.entry(at: path, in: tree) else { continue }
            let file = "\(folder)/\(path)"
            if let bytes = try Files.read(file) {
                guard try repository.blob(entry.id).starts(with: bytes) else { continue }
                try Files.remove(file)
            }
            isAny = true
        }
        return isAny
    }
}
