#pragma once

#include <vector>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// Tables that inherit from one.
std::vector<Id> heirs(const Session& session, Id table);
/// Heirs of heirs as well, each once.
std::vector<Id> descendants(const Session& session, Id table);
/// The tables CREATE TABLE ... OF a composite type, which follow its attributes by CASCADE.
std::vector<Id> typed_tables(Session& session, Id composite, std::string_view behavior);
std::vector<Id> partitions(const Session& session, Id table);

}  // namespace mig::catalog
