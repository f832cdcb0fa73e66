/// Files of mails onto disk: Zeek's EXTRACT.
///
/// [io.mailtap.extract.Extraction] is a handler on the public events. It gives each file whose type
/// is wanted a sink, which writes the content into a directory under a name of our own: nothing
/// that the network sends becomes part of a path.
@org.jspecify.annotations.NullMarked
package io.mailtap.extract;
