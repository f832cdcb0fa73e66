package io.mailtap.event;

/// Something that was observed on the wire.
///
/// Events own their octets and may be kept. The [io.mailtap.net.Connection] in them is a live view
/// that moves on.
public sealed interface Event
        permits Pop3Event,
                SmtpEvent,
                MimeEvent,
                FileEvent,
                TlsEvent,
                X509Event,
                ConnectionEvent,
                AnalyzerEvent,
                WeirdEvent,
                OwnEvent {
    /// {@return what kind of event this is}
    EventType type();
}
