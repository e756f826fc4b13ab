import { vocabularies } from "../../events/vocabularies/codes.ts";
import { fold } from "../../fold.ts";

/** Words that name a role, a body that has people in it, or what such a body does; folded, of English, French and Spanish. */
const words = new Set(
  `
  academy adjoint adjointe admin administrador administradora administrateur administration administrative
  administrator administratrice adviser advisor advisory agent agente analista analyst analyste archivist area asesor
  asesora asistente assistant assistante associate assurance audit auditeur auditor auditora auditrice board body
  branch bureau business cabinet calidad cell cellule center centre centro chair chairman chairperson chairwoman
  charge chargee chef cheffe chief clerk comision comite commission committee communication communications compliance
  comunicacion conseil conseiller conseillere consejo consultant consultante consultor consultora contact controller
  convener convenor coordinacion coordinador coordinadora coordinateur coordination coordinator coordinatrice
  coordonnateur coordonnatrice correspondant correspondante council curator custodian data datos delegado delegate
  delegation delegue deleguee departamento departement department deputy desk developer developpeur direccion
  directeur direction director directora directorate directrice division docente donnees donors editor encargada
  encargado engineer ensenante equipe equipo especialista evaluacion evaluation evaluator examiner executive expert
  experta experte experto facilitador facilitadora facilitateur facilitator facilitatrice faculty fellow finance
  finances finanzas focal formacion formador formadora formateur formation formatrice function gerencia gerente
  gestion gestionnaire gestor gestora governance group groupe grupo head helpdesk host informacion information
  institute instructor intern jefa jefatura jefe lead leader leadership learning lecturer liaison librarian logistics
  maintainer management manager moderator monitoring office officer official oficial oficina operations operator
  organiser organizer owner panel partenariats partnership performance planner planning plataforma plateforme
  platform presidencia president presidenta presidente procurement profesor profesora professor program programa
  programme project projet proteccion protection proyecto qualite quality referent referente registrar registry
  reporting representant representante representative researcher resources respondent responsable reviewer risk
  school seccion secretaire secretaria secretariado secretariat secretario secretary section service servicio
  specialist specialiste staff statistics steward subdirector subdirectora superviseur superviseuse supervisor
  support systems task teacher team technician technology tecnica tecnico titular trainer training treasurer tutor
  unidad unit unite workstream
  `
    .trim()
    .split(/\s+/),
);

/**
 * Whether a text names a role: with one of the words that roles have, as a unit is called, or by initials. A name cannot be
 * told from any other word, so what names no role may be a name. What is written in other than Latin letters is taken for a
 * role.
 */
export function namesRole(text: string): boolean {
  if (!/\p{Script=Latin}/u.test(text)) return true;
  if (vocabularies.unit.lookUp(text) !== undefined || isInitials(text)) return true;
  return text
    .split(/[^\p{L}\p{M}]+/u)
    .map(fold)
    .some((word) => words.has(word) || words.has(word.replace(/s$/, "")));
}

/** `PPME`, `IT`: what bodies are called by, and hardly anybody. */
function isInitials(text: string): boolean {
  return /^[A-Z]{2,5}$/.test(text.trim());
}
