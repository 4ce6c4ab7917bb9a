import StetDiff
import Testing

