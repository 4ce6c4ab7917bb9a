internal import StetGit

/// A pack that is not what its checksum says, and what in it cannot be read.
struct DamagedPack {
    let reason: String
    private var objects: Set<ObjectID> = []
    /// Where those stand that belong to no article: nobody else tells of them.
    private var places: Set<String> = []

    /// So many places are told; a pack may have hundreds of thousands.
    private static let placeLimit = 5

    init(reason: String) {
        self.reason = reason
    }

    /// - Parameter place: Where it stands, for an object that is told of by nothing else.
    mutating func note(_ id: ObjectID, at place: String?) {
        objects.insert(id)
        if let place { places.insert(place) }
    }

    /// "it is cut off; of what is in it 12 objects cannot be read, among them allowed_signers on main".
    var what: String {
        guard !objects.isEmpty else { return reason }
        var what = "\(reason); of what is in it \(objects.count) object\(objects.count == 1 ? "" : "s") cannot be read"
        let shown = places.sorted().prefix(Self.placeLimit)
        if !shown.isEmpty { what += ", among them " + shown.joined(separator: ", ") }
        return what
    }
}
