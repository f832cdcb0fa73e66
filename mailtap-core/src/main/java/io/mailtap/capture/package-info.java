/// Capture files in, timed frames out.
///
/// [io.mailtap.capture.CaptureReader] reads pcap and pcapng, plain or compressed, and yields one
/// borrowed [io.mailtap.capture.Frame] after the other.
@org.jspecify.annotations.NullMarked
package io.mailtap.capture;
