/// A list of indices that mostly holds one: that one needs no memory of its own.
public struct IndexList: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
    private enum Storage: Hashable, Sendable {
        case one(Int)
        /// None, or several.
        case several([Int])
    }

    private let storage: Storage

    public init(_ index: Int) { storage = .one(index) }

    public init(_ indices: [Int]) { storage = indices.count == 1 ? .one(indices[0]) : .several(indices) }

    public init(arrayLiteral indices: Int...) { self.init(indices) }

    func shifted(by distance: Int) -> IndexList {
        switch storage {
        case .one(let index): IndexList(index + distance)
        case .several(let indices): IndexList(indices.map { $0 + distance })
        }
    }

    public var startIndex: Int { 0 }

    public var endIndex: Int {
        switch storage {
        case .one: 1
        case .several(let indices): indices.count
        }
    }

    public subscript(position: Int) -> Int {
        switch storage {
        case .one(let index):
            precondition(position == 0, "the list holds one index")
            return index
        case .several(let indices): return indices[position]
        }
    }
}
