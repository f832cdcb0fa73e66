package io.mailtap.analyzer.detect;

import java.util.BitSet;

/// What a direction's octets so far say of its patterns, by number.
///
/// @param matched those that have matched; not to be changed
/// @param live those that may still match; not to be changed
record Outlook(BitSet matched, BitSet live) {}
