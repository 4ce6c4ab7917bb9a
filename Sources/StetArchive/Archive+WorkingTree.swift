internal import StetGit

extension Archive {
    private static let indexPatienceMilliseconds = 2_000
    private static let indexPauseMilliseconds = 50

    /// Brings the articles' files and git's index in step with `main`; returns what could not be, by path.
    ///
    /// Everything is recorded when this is called, so that it fails is a warning. The pending note stays until it
    /// has succeeded: the next recording then tries again.
    func updateWorkingTree() throws -> [String: WorkingFileWarning] {
        guard let pending = try PendingRecording.load(from: ownFolder) else { return [:] }
        guard try repository.headBranch() == Branch.main.reference, let tip = try tip(of: .main) else {
            // Git brings the files with it when somebody switches back to `main`.
            try PendingRecording.remove(from: ownFolder)
            return [:]
        }
        let before = try repository.commit(pending.base).tree
        let after = try repository.commit(tip).tree
        let paths = try repository.changedFiles(from: before, to: after).filter {
            $0.hasPrefix(ArticlePath.folder + "/")
        }
        var waited = 0
        while true {
            do {
                let leftAlone = try repository.checkOut(after, over: before, paths: paths)
                try afterStep(.checkedOut)
                try PendingRecording.remove(from: ownFolder)
                return Dictionary(uniqueKeysWithValues: leftAlone.map { ($0, .edited(path: $0)) })
            } catch let error as GitError {
                if error.code == .locked, waited < Self.indexPatienceMilliseconds {
                    Files.pause(milliseconds: Self.indexPauseMilliseconds)
                    waited += Self.indexPauseMilliseconds
                    continue
                }
                try PendingRecording(base: pending.base, phase: .recorded).save(in: ownFolder)
                return Dictionary(
                    uniqueKeysWithValues: paths.map { ($0, .notUpdated(path: $0, reason: error.message)) })
            }
        }
    }
}
