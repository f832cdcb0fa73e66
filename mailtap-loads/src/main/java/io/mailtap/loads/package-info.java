/// Makes loads: captures of mail traffic of any size, the same from the same options, with the
/// truth about what is in them.
///
/// 1. [LoadOptions] are a [Preset] and what was said otherwise, each a [Setting].
/// 2. `Pools` hold what mails are made of: texts, pages, attachments, noise.
/// 3. A script (`SmtpSession`, `Pop3Session`, `HttpVisit`, ...) writes the [Dialogue] of a
///    connection, which side says what and after how much thought, and counts it in the `Truth`.
/// 4. A `TcpConnection` turns a dialogue into segments on a time line, flight by flight.
/// 5. `Traffic` has many connections at once, and takes their packets in the order of time.
/// 6. `FrameEncoder` and `PcapWriter` write them.
///
/// Nothing depends on the clock, on the JDK's random numbers or on its mathematics, so that the
/// same options make the same octets everywhere. Each connection has dice of its own, thrown by the
/// seed and its number. What is held is the pools, and for each open connection what is yet to be
/// said (attachments are shared) and one flight of segments.
@org.jspecify.annotations.NullMarked
package io.mailtap.loads;
