/// Frames in, transport packets out: link layers, tunnels, IP, fragments.
///
/// [io.mailtap.decode.FrameDecoder] walks the headers of a [io.mailtap.capture.Frame] and hands one
/// reused [io.mailtap.decode.Packet] to a [io.mailtap.decode.PacketConsumer]. Nothing on the wire
/// makes it throw.
@org.jspecify.annotations.NullMarked
package io.mailtap.decode;
