#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Literals at which a data source name may stand: "://", "password=", "pwd=", "host=", ...
std::span<const std::string_view> dsn_literals();

/// Looks at one hit of one of them: URLs with user information or a password among their
/// parameters, keyword strings of libpq, ODBC, ADO and JDBC, and, in evidence, data sources that
/// name a host without a credential.
void find_dsn(const Text& text, Hit hit, Detections& found);

/// The lines of a password file of libpq: host:port:database:user:password. By the name of the
/// file.
void find_password_file_lines(const Text& text, Detections& found);

}  // namespace mig::secrets
