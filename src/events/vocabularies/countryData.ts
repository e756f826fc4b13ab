// Made by scripts/countries.ts from i18n-iso-countries (MIT). Do not edit: add names in the script.
/** One country a line: alpha-2, alpha-3, names in English, French and Spanish. */
export const countryData = `AD|AND|Andorra|Andorre
AE|ARE|United Arab Emirates|UAE|Émirats Arabes Unis|Emiratos Árabes Unidos|Emirates|EAU
AF|AFG|Afghanistan|Afganistán
AG|ATG|Antigua and Barbuda|Antigua-et-Barbuda|Antigua y Barbuda
AI|AIA|Anguilla|Anguila
AL|ALB|Albania|Albanie
AM|ARM|Armenia|Arménie
AO|AGO|Angola
AQ|ATA|Antarctica|Antarctique|Antártida
AR|ARG|Argentina|Argentine
AS|ASM|American Samoa|Samoa américaines|Samoa Americana
AT|AUT|Austria|Autriche
AU|AUS|Australia|Australie
AW|ABW|Aruba
AX|ALA|Åland Islands|Åland|Islas Åland
AZ|AZE|Azerbaijan|Azerbaïdjan|Azerbaiyán
BA|BIH|Bosnia and Herzegovina|Bosnie-Herzégovine|Bosnia y Herzegovina
BB|BRB|Barbados|Barbade
BD|BGD|Bangladesh
BE|BEL|Belgium|Belgique|Bélgica
BF|BFA|Burkina Faso
BG|BGR|Bulgaria|Bulgarie
BH|BHR|Bahrain|Bahreïn
BI|BDI|Burundi
BJ|BEN|Benin
BL|BLM|Saint Barthélemy
BM|BMU|Bermuda|Bermudes|Bermudas
BN|BRN|Brunei Darussalam|Brunei
BO|BOL|Bolivia|Bolivie|Bolivia (Plurinational State of)|Plurinational State of Bolivia|Bolivie (État plurinational de)
BQ|BES|Bonaire, Sint Eustatius and Saba|Bonaire, Saint-Eustache et Saba|Bonaire, San Eustaquio y Saba
BR|BRA|Brazil|Brésil|Brasil
BS|BHS|Bahamas|The Bahamas
BT|BTN|Bhutan|Bhoutan|Bután
BV|BVT|Bouvet Island|Île Bouvet|Isla Bouvet
BW|BWA|Botswana
BY|BLR|Belarus|Biélorussie|Bielorrusia
BZ|BLZ|Belize|Belice
CA|CAN|Canada
CC|CCK|Cocos (Keeling) Islands|Îles Cocos|Islas Cocos (Keeling)
CD|COD|Democratic Republic of the Congo|République démocratique du Congo|Congo (República Democrática del)|DRC|DR Congo|Congo DR|Congo, Democratic Republic of the|Congo (Kinshasa)|RDC
CF|CAF|Central African Republic|République Centrafricaine|República Centroafricana|CAR|RCA
CG|COG|Republic of the Congo|République du Congo|Congo, Republic of the|Republic of Congo|Congo (Brazzaville)
CH|CHE|Switzerland|Suisse|Suiza
CI|CIV|Cote d'Ivoire|Ivory Coast|Costa de Marfil
CK|COK|Cook Islands|Îles Cook|Islas Cook
CL|CHL|Chile|Chili
CM|CMR|Cameroon|Cameroun|Camerún
CN|CHN|People's Republic of China|China|Chine|PRC|China, People's Republic of
CO|COL|Colombia|Colombie
CR|CRI|Costa Rica
CU|CUB|Cuba
CV|CPV|Cape Verde|Cap-Vert|Cabo Verde
CW|CUW|Curaçao
CX|CXR|Christmas Island|Île Christmas|Isla de Navidad
CY|CYP|Cyprus|Chypre|Chipre
CZ|CZE|Czech Republic|Czechia|République Tchèque|República Checa|Tchéquie|Chequia
DE|DEU|Germany|Allemagne|Alemania
DJ|DJI|Djibouti|Yibuti
DK|DNK|Denmark|Danemark|Dinamarca
DM|DMA|Dominica|Dominique
DO|DOM|Dominican Republic|République Dominicaine|República Dominicana|Rép. dominicaine
DZ|DZA|Algeria|Algérie|Argelia
EC|ECU|Ecuador|Équateur
EE|EST|Estonia|Estonie
EG|EGY|Egypt|Égypte|Egipto
EH|ESH|Western Sahara|Sahara occidental
ER|ERI|Eritrea|Érythrée
ES|ESP|Spain|Espagne|España
ET|ETH|Ethiopia|Éthiopie|Etiopía
FI|FIN|Finland|Finlande|Finlandia
FJ|FJI|Fiji|Fidji
FK|FLK|Falkland Islands (Malvinas)|Îles Malouines|Islas Malvinas
FM|FSM|Micronesia, Federated States of|Micronésie|Micronesia|Federated States of Micronesia
FO|FRO|Faroe Islands|Îles Féroé|Islas Feroe
FR|FRA|France|Francia
GA|GAB|Gabon
GB|GBR|United Kingdom|UK|Great Britain|Royaume-Uni|Reino Unido|United Kingdom of Great Britain and Northern Ireland|United Kingdom (UK)|England|Scotland|Wales|Northern Ireland|Britain|Grande-Bretagne
GD|GRD|Grenada|Grenade|Granada
GE|GEO|Georgia|Géorgie
GF|GUF|French Guiana|Guyane française|Guayana Francesa
GG|GGY|Guernsey|Guernesey
GH|GHA|Ghana
GI|GIB|Gibraltar
GL|GRL|Greenland|Groenland|Groenlandia
GM|GMB|Republic of The Gambia|The Gambia|Gambia|Gambie
GN|GIN|Guinea|Guinée
GP|GLP|Guadeloupe|Guadalupe
GQ|GNQ|Equatorial Guinea|Guinée équatoriale|Guinea Ecuatorial
GR|GRC|Greece|Grèce|Grecia
GS|SGS|South Georgia and the South Sandwich Islands|Géorgie du Sud-et-les Îles Sandwich du Sud|Georgia del Sur y las Islas Sandwich del Sur
GT|GTM|Guatemala
GU|GUM|Guam
GW|GNB|Guinea-Bissau|Guinée-Bissau
GY|GUY|Guyana
HK|HKG|Hong Kong
HM|HMD|Heard Island and McDonald Islands|Îles Heard-et-MacDonald|Heard e Islas McDonald
HN|HND|Honduras
HR|HRV|Croatia|Croatie|Croacia
HT|HTI|Haiti
HU|HUN|Hungary|Hongrie|Hungría
ID|IDN|Indonesia|Indonésie
IE|IRL|Ireland|Irlande|Irlanda
IL|ISR|Israel
IM|IMN|Isle of Man|Île de Man|Isla de Man
IN|IND|India|Inde
IO|IOT|British Indian Ocean Territory|Océan Indien Britannique|Territorio Británico del Océano Índico
IQ|IRQ|Iraq|Irak
IR|IRN|Islamic Republic of Iran|Iran|República Islámica de Irán|Iran (Islamic Republic of)|Iran (République islamique d')|Irán (República Islámica del)
IS|ISL|Iceland|Islande|Islandia
IT|ITA|Italy|Italie|Italia
JE|JEY|Jersey
JM|JAM|Jamaica|Jamaïque
JO|JOR|Jordan|Jordanie|Jordania
JP|JPN|Japan|Japon
KE|KEN|Kenya|Kenia
KG|KGZ|Kyrgyzstan|Kirghizistan|Kirguistán
KH|KHM|Cambodia|Cambodge|Camboya
KI|KIR|Kiribati
KM|COM|Comoros|Comores|Comoras
KN|KNA|Saint Kitts and Nevis|Saint-Christophe-et-Niévès|Saint Kitts y Nevis
KP|PRK|North Korea|Corée du Nord|República Popular Democrática de Corea|DPRK|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Corea del Norte|République populaire démocratique de Corée
KR|KOR|South Korea|Korea, Republic of|Republic of Korea|Corée du Sud|República de Corea|ROK|Corea del Sur|République de Corée
KW|KWT|Kuwait|Koweït
KY|CYM|Cayman Islands|Îles Caïmans|Islas Caimán
KZ|KAZ|Kazakhstan|Kazajistán
LA|LAO|Lao People's Democratic Republic|Laos|República Democrática Popular de Lao|Lao PDR|Laos PDR|République démocratique populaire lao
LB|LBN|Lebanon|Liban|Líbano
LC|LCA|Saint Lucia|Sainte-Lucie|Santa Lucía
LI|LIE|Liechtenstein
LK|LKA|Sri Lanka
LR|LBR|Liberia
LS|LSO|Lesotho|Lesoto
LT|LTU|Lithuania|Lituanie|Lituania
LU|LUX|Luxembourg|Luxemburgo
LV|LVA|Latvia|Lettonie|Letonia
LY|LBY|Libya|Libye|Libia
MA|MAR|Morocco|Maroc|Marruecos
MC|MCO|Monaco
MD|MDA|Moldova, Republic of|Moldavie|Moldavia|Moldova|Republic of Moldova|République de Moldova|República de Moldova
ME|MNE|Montenegro
MF|MAF|Saint Martin (French part)|Saint-Martin (partie française)|Saint Martin (francesa)
MG|MDG|Madagascar
MH|MHL|Marshall Islands|Îles Marshall|Islas Marshall
MK|MKD|The Republic of North Macedonia|North Macedonia|Macédoine du Nord|Macedonia del Norte|Macedonia|FYROM|Republic of North Macedonia
ML|MLI|Mali
MM|MMR|Myanmar|Burma|Birmanie|Birmania
MN|MNG|Mongolia|Mongolie
MO|MAC|Macao
MP|MNP|Northern Mariana Islands|Îles Mariannes du Nord|Islas Marianas del Norte
MQ|MTQ|Martinique|Martinica
MR|MRT|Mauritania|Mauritanie
MS|MSR|Montserrat
MT|MLT|Malta|Malte
MU|MUS|Mauritius|Maurice|Mauricio
MV|MDV|Maldives|Maldivas
MW|MWI|Malawi|Malaui
MX|MEX|Mexico|Mexique
MY|MYS|Malaysia|Malaisie|Malasia
MZ|MOZ|Mozambique
NA|NAM|Namibia|Namibie
NC|NCL|New Caledonia|Nouvelle-Calédonie|Nueva Caledonia
NE|NER|Niger
NF|NFK|Norfolk Island|Île Norfolk|Isla Norfolk
NG|NGA|Nigeria
NI|NIC|Nicaragua
NL|NLD|Netherlands|The Netherlands|Netherlands (Kingdom of the)|Pays-Bas|Países Bajos|Holland|Netherlands, The|The Kingdom of the Netherlands
NO|NOR|Norway|Norvège|Noruega
NP|NPL|Nepal
NR|NRU|Nauru
NU|NIU|Niue
NZ|NZL|New Zealand|Nouvelle-Zélande|Nueva Zelanda
OM|OMN|Oman
PA|PAN|Panama
PE|PER|Peru|Pérou
PF|PYF|French Polynesia|Polynésie française|Polinesia Francesa
PG|PNG|Papua New Guinea|Papouasie-Nouvelle-Guinée|Papua Nueva Guinea
PH|PHL|Philippines|Filipinas|The Philippines
PK|PAK|Pakistan
PL|POL|Poland|Pologne|Polonia
PM|SPM|Saint Pierre and Miquelon|Saint-Pierre-et-Miquelon|San Pedro y Miquelón
PN|PCN|Pitcairn|Pitcairn Islands|Îles Pitcairn
PR|PRI|Puerto Rico|Porto Rico
PS|PSE|State of Palestine|Palestine|Palestina|Palestine, State of|Occupied Palestinian Territory|OPT|État de Palestine|Estado de Palestina
PT|PRT|Portugal
PW|PLW|Palau|Palaos
PY|PRY|Paraguay
QA|QAT|Qatar|Catar
RE|REU|Reunion
RO|ROU|Romania|Roumanie|Rumanía
RS|SRB|Serbia|Serbie
RU|RUS|Russian Federation|Russia|Russie|Rusia|Fédération de Russie|Federación de Rusia
RW|RWA|Rwanda|Ruanda
SA|SAU|Saudi Arabia|Arabie Saoudite|Arabia Saudita|KSA|Kingdom of Saudi Arabia
SB|SLB|Solomon Islands|Îles Salomon|Islas Salomón
SC|SYC|Seychelles
SD|SDN|Sudan|Soudan|The Sudan
SE|SWE|Sweden|Suède|Suecia
SG|SGP|Singapore|Singapour|Singapur
SH|SHN|Saint Helena|Sainte-Hélène|Santa Helena, Ascensión y Tristán de Acuña
SI|SVN|Slovenia|Slovénie|Eslovenia
SJ|SJM|Svalbard and Jan Mayen|Svalbard et Île Jan Mayen|Svalbard y Jan Mayen
SK|SVK|Slovakia|Slovaquie|Eslovaquia
SL|SLE|Sierra Leone|Sierra Leona
SM|SMR|San Marino|Saint-Marin
SN|SEN|Senegal
SO|SOM|Somalia|Somalie
SR|SUR|Suriname
SS|SSD|South Sudan|Soudan du Sud|Sudán del Sur
ST|STP|Sao Tome and Principe|São Tomé-et-Principe|Santo Tomé y Príncipe|Sao Tome & Principe
SV|SLV|El Salvador
SX|SXM|Sint Maarten (Dutch part)|Saint-Martin (partie néerlandaise)|Sint Maarten (neerlandesa)
SY|SYR|Syrian Arab Republic|Syrie|República Árabe Siria|Syria|Siria|République arabe syrienne
SZ|SWZ|Eswatini|Royaume d'Eswatini|Esuatini|Swaziland
TC|TCA|Turks and Caicos Islands|Îles Turques-et-Caïques|Islas Turcas y Caicos
TD|TCD|Chad|Tchad
TF|ATF|French Southern Territories|Terres australes françaises|Tierras Australes Francesas
TG|TGO|Togo
TH|THA|Thailand|Thaïlande|Tailandia
TJ|TJK|Tajikistan|Tadjikistan|Tayikistán
TK|TKL|Tokelau
TL|TLS|Timor-Leste|East Timor|Timor oriental
TM|TKM|Turkmenistan
TN|TUN|Tunisia|Tunisie|Túnez
TO|TON|Tonga
TR|TUR|Türkiye|Turkey|Turquie|Turquía|Republic of Türkiye
TT|TTO|Trinidad and Tobago|Trinité-et-Tobago|Trinidad y Tobago
TV|TUV|Tuvalu
TW|TWN|Taiwan, Province of China|Taiwan
TZ|TZA|United Republic of Tanzania|Tanzania|République unie de Tanzanie|Tanzania, United Republic of|Tanzanie|República Unida de Tanzanía
UA|UKR|Ukraine|Ucrania
UG|UGA|Uganda|Ouganda
UM|UMI|United States Minor Outlying Islands|Îles mineures éloignées des États-Unis|Islas Ultramarinas Menores de los Estados Unidos
US|USA|United States of America|United States|États-Unis d'Amérique|Estados Unidos|United States of America (USA)|America|EE.UU.|Estados Unidos de América|États-Unis
UY|URY|Uruguay
UZ|UZB|Uzbekistan|Ouzbékistan
VA|VAT|Holy See (Vatican City State)|Saint-Siège (Vatican)|Santa Sede|Holy See|Vatican|Vatican City|Saint-Siège
VC|VCT|Saint Vincent and the Grenadines|Saint-Vincent-et-les-Grenadines|San Vicente y las Granadinas
VE|VEN|Venezuela|Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela
VG|VGB|Virgin Islands, British|Îles vierges britanniques|Islas Vírgenes británicas
VI|VIR|Virgin Islands, U.S.|Îles vierges américaines|Islas Vírgenes de los Estados Unidos
VN|VNM|Vietnam
VU|VUT|Vanuatu
WF|WLF|Wallis and Futuna|Wallis-et-Futuna|Wallis y Futuna
WS|WSM|Samoa
XK|XKK|Kosovo
YE|YEM|Yemen
YT|MYT|Mayotte
ZA|ZAF|South Africa|Afrique du Sud|Sudáfrica|RSA
ZM|ZMB|Zambia|Zambie
ZW|ZWE|Zimbabwe|Zimbabue`;
