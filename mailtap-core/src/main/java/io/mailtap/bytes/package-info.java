/// Octets: borrowed windows, owned strings, growing buffers, and the scans that mail needs.
///
/// [io.mailtap.bytes.ByteSlice] is what travels inside the engine: a window onto octets that
/// somebody else owns. [io.mailtap.bytes.Bytes] is what events carry: immutable and owned.
@org.jspecify.annotations.NullMarked
package io.mailtap.bytes;
