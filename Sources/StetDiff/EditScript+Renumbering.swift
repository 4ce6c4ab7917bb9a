internal import SequenceDiff

extension EditScript {
    /// The script of two texts by numbers of their own.
    ///
    /// Which of several equally good scripts is found hangs on the numbers of the elements, and those of a comparison are given
    /// in the order of first sight, the before side first. So they are numbered anew, the before side first or, where
    /// `isTurned`, the after side: when that is told by what the elements are, the sides exchanged give the script turned round.
    ///
    /// - Parameter numbers: A place for each of the elements' numbers, all 0; they are 0 again afterwards.
    init(renumbering before: [UInt32], to after: [UInt32], isTurned: Bool, _ numbers: inout [UInt32]) {
        var count: UInt32 = 0
        var out = numbers.mutableSpan
        func renumbered(_ ids: [UInt32], _ out: inout MutableSpan<UInt32>) -> [UInt32] {
            ids.map { id in
                if out[Int(id)] == 0 {
                    count += 1
                    out[Int(id)] = count
                }
                return out[Int(id)]
            }
        }
        let first = renumbered(isTurned ? after : before, &out)
        let second = renumbered(isTurned ? before : after, &out)
        for id in before { out[Int(id)] = 0 }
        for id in after { out[Int(id)] = 0 }
        self.init(from: isTurned ? second : first, to: isTurned ? first : second)
    }
}
