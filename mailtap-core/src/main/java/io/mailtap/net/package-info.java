/// Addresses, connection ids and the connection record that every event carries.
@org.jspecify.annotations.NullMarked
package io.mailtap.net;
