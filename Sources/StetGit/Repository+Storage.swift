extension Repository {
    /// What the repository's own objects are kept in; those of alternates are not counted.
    ///
    /// - Complexity: the names in the folders of objects.
    public borrowing func storage() throws(GitError) -> (packCount: Int, packByteCount: Int, looseObjectCount: Int) {
        var (packCount, byteCount, looseCount) = (0, 0, 0)
        for name in try Files.names(in: packFolder) where name.hasSuffix(".pack") {
            packCount += 1
            byteCount += Int(Files.size(of: "\(packFolder)/\(name)") ?? 0)
        }
        for folder in try Files.names(in: gitFolder + "/objects") where folder.utf8.count == 2 {
            looseCount += try Files.names(in: "\(gitFolder)/objects/\(folder)").count {
                $0.utf8.count == ObjectID.hexDigitCount - 2
            }
        }
        return (packCount, byteCount, looseCount)
    }
}
