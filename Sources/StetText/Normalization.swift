/// The one form that text is stored in: Unicode NFC, without typographic noise.
public enum Normalization {
}
